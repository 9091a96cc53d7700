import {
  Column,
  Defaulted,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  sql,
  Table,
  TransformError,
} from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

/** A decimal number as libraries have them: a class with a text inside. */
class Decimal {
  readonly #text: string;

  constructor(text: string) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`no decimal: ${text}`);
    this.#text = text;
  }

  plus(other: Decimal): Decimal {
    const digits = 10;
    const sum = this.#scaled(digits) + other.#scaled(digits);
    const text = String(sum).padStart(digits + 1, "0");
    return new Decimal(`${text.slice(0, -digits)}.${text.slice(-digits)}`);
  }

  equals(other: Decimal): boolean {
    return this.#scaled(20) === other.#scaled(20);
  }

  valueOf(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }

  #scaled(digits: number): bigint {
    const [whole = "0", fraction = ""] = this.#text.split(".");
    return BigInt(whole + fraction.padEnd(digits, "0"));
  }
}

function reverse(text: string): string {
  return Array.from(text).toReversed().join("");
}

/** Not idempotent: applied twice, or not at all, it shows. */
const secret = {
  to: (text: string) => `<${reverse(text)}>`,
  from: (stored: string) => reverse(stored.slice(1, -1)),
};

let randomCalls = 0;

@Table()
class Owner extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "varchar", length: 20, transform: secret, unique: true })
  declare code: string;
  @HasMany(() => Parcel, (parcel) => parcel.owner)
  declare parcels: HasMany<Parcel>;
}

@Table()
class Parcel extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", transform: secret }) declare label: string;
  @Column({ type: "text", nullable: true, transform: secret })
  declare note: string | null;
  @Column({ type: "text", default: "plain", transform: secret })
  declare kind: string;
  @Column({
    type: "numeric",
    nullable: true,
    transform: {
      to: (price: Decimal) => price.valueOf(),
      from: (text: string) => new Decimal(text),
      equals: (left: Decimal, right: Decimal) => left.equals(right),
    },
  })
  declare price: Decimal | null;
  @Column({
    type: "text[]",
    nullable: true,
    transform: {
      to: (tags: ReadonlySet<string>) => [...tags].toSorted(),
      from: (stored: readonly (string | null)[]) =>
        new Set(stored.map((tag) => tag ?? "")),
    },
  })
  declare tags: Set<string> | null;
  @Column({
    type: "jsonb",
    nullable: true,
    transform: {
      to: (place: { x: number }) => ({ at: place.x }),
      from: (stored: { at: number }) => ({ x: stored.at }),
    },
  })
  declare place: { x: number } | null;
  @Column({
    type: "text",
    nullable: true,
    transform: {
      to: (text: string) => `${String(++randomCalls)}:${text}`,
      from: (stored: string) => stored.replace(/^\d+:/, ""),
    },
  })
  declare salted: string | null;
  @Relate(() => Owner, { references: ["code"] })
  declare owner: Relate<Owner | null>;
  declare [Defaulted]?: "kind";
}

const models = [Owner, Parcel];

describeEachEngine("a column with a transform", (engine) => {
  const opened = useModels(engine, models);

  async function stored(column: string): Promise<unknown[]> {
    const rows = await opened.database.query(
      `select "${column}"::text as it from parcels order by id`,
    );
    return rows.map((row) => row["it"]);
  }

  it("stores what `to` returns and holds what `from` returns, once each", async () => {
    const parcel = await Parcel.create({ label: "abc" });
    expect(parcel.label).toBe("abc");
    expect(await stored("label")).toEqual(["<cba>"]);
    parcel.label = "xyz";
    await parcel.save();
    expect(parcel.label).toBe("xyz");
    expect(await stored("label")).toEqual(["<zyx>"]);
    expect((await Parcel.find(parcel.id)).label).toBe("xyz");
    await parcel.reload();
    expect(parcel.label).toBe("xyz");
  });

  it("passes null by", async () => {
    const parcel = await Parcel.create({ label: "a", note: null });
    expect(parcel.note).toBeNull();
    expect(await stored("note")).toEqual([null]);
    expect(await Parcel.where({ note: null }).count()).toBe(1);
    expect(await Parcel.where({ note: { ne: null } }).count()).toBe(0);
  });

  it("encodes the default into the table", async () => {
    const parcel = await Parcel.create({ label: "a" });
    expect(parcel.kind).toBe("plain");
    expect(await stored("kind")).toEqual(["<nialp>"]);
  });

  it("is looked for by the values of the program", async () => {
    await Parcel.insertAll([
      { label: "abc" },
      { label: "def" },
      { label: "ghi" },
    ]);
    const found = async (
      where: Parameters<typeof Parcel.where<Parcel, { label: object }>>[0],
    ): Promise<string[]> =>
      (await Parcel.where(where).orderBy({ id: "asc" })).map(
        ({ label }) => label,
      );
    expect((await Parcel.findBy({ label: "abc" }))?.label).toBe("abc");
    expect(await Parcel.findBy({ label: "<cba>" })).toBeNull();
    expect(await found({ label: ["abc", "ghi"] })).toEqual(["abc", "ghi"]);
    expect(await found({ label: { in: ["def"] } })).toEqual(["def"]);
    expect(await found({ label: { notIn: ["def"] } })).toEqual(["abc", "ghi"]);
    expect(await found({ label: { ne: "abc" } })).toEqual(["def", "ghi"]);
    expect(await found({ label: { eq: "abc" } })).toEqual(["abc"]);
    // Order is that of what is stored: <cba>, <fed>, <ihg>.
    expect(await found({ label: { gt: "abc" } })).toEqual(["def", "ghi"]);
    expect(await found({ label: { between: ["abc", "def"] } })).toEqual([
      "abc",
      "def",
    ]);
    expect(await found({ label: { isNotNull: true } })).toHaveLength(3);
  });

  it("has no operators that look into a value, which the database does not hold", () => {
    expect(() => Parcel.where({ label: { contains: "b" } })).toThrow(
      /Parcel\.label is text, which has no operator "contains"/,
    );
  });

  it("is transformed in bulk writes", async () => {
    await Parcel.insertAll([
      { label: "abc", note: "n" },
      { label: "def", note: null },
    ]);
    expect(await stored("label")).toEqual(["<cba>", "<fed>"]);
    expect(await stored("note")).toEqual(["<n>", null]);
  });

  it("is transformed by upserts and in their keys", async () => {
    await Owner.insertAll([{ code: "one" }]);
    const { inserted, updated } = await Owner.upsertAll(
      [{ code: "one" }, { code: "two" }],
      { on: ["code"], update: ["code"] },
    );
    expect({ inserted, updated }).toEqual({ inserted: 1, updated: 1 });
    expect(
      (await Owner.orderBy({ id: "asc" })).map(({ code }) => code),
    ).toEqual(["one", "two"]);
  });

  it("comes through selects of plain rows", async () => {
    await Parcel.create({ label: "abc" });
    const [row] = await Parcel.select("label", "note");
    expect(row).toEqual({ label: "abc", note: null });
  });

  it("is the key of relations", async () => {
    const owner = await Owner.create({ code: "own" });
    await Parcel.create({ label: "a", owner });
    expect(await stored("owner_id")).toEqual(["<nwo>"]);
    const [loaded] = await Parcel.with({ owner: true });
    expect(loaded?.owner?.code).toBe("own");
    const [first] = await Owner.with({ parcels: true });
    expect(first?.parcels.map(({ label }) => label)).toEqual(["a"]);
    expect(await Parcel.where({ owner }).count()).toBe(1);
    expect(await Parcel.where({ owner: { code: "own" } }).count()).toBe(1);
  });

  it("keeps every digit of decimal numbers, and calls 1.5 and 1.50 the same", async () => {
    const price = new Decimal("0.1").plus(new Decimal("0.2"));
    const parcel = await Parcel.create({ label: "a", price });
    expect(await stored("price")).toEqual(["0.3000000000"]);
    expect(parcel.price).toBeInstanceOf(Decimal);
    parcel.price = new Decimal("0.3");
    expect(parcel.isChanged).toBe(false);
    parcel.price = new Decimal("0.31");
    expect(parcel.isChanged).toBe(true);
    await parcel.save();
    expect(await Parcel.where({ price: new Decimal("0.310") }).count()).toBe(1);
    expect(
      await Parcel.where({ price: { gt: new Decimal("0.4") } }).count(),
    ).toBe(0);
    expect(JSON.stringify(parcel.toJSON()["price"])).toBe('"0.31"');
  });

  it("may hold a Set in an array, and sees that it was changed in place", async () => {
    const parcel = await Parcel.create({
      label: "a",
      tags: new Set(["b", "a,b"]),
    });
    expect(await stored("tags")).toEqual(['{"a,b",b}']);
    expect(parcel.isChanged).toBe(false);
    parcel.tags?.add("c");
    expect(Object.keys(parcel.changes)).toEqual(["tags"]);
    await parcel.save();
    expect((await Parcel.find(parcel.id)).tags).toEqual(
      new Set(["a,b", "b", "c"]),
    );
    expect(
      await Parcel.where({
        tags: { eq: new Set(["c", "b", "a,b"]) } as never,
      }).count(),
    ).toBe(1);
  });

  it("stores a document as a document", async () => {
    const parcel = await Parcel.create({ label: "a", place: { x: 3 } });
    expect(parcel.place).toEqual({ x: 3 });
    expect(
      await opened.database.one(
        "select jsonb_typeof(place) as type, place->>'at' as at from parcels",
      ),
    ).toEqual({ type: "object", at: "3" });
    if (parcel.place) parcel.place.x = 4;
    expect(parcel.changes).toEqual({ place: [{ x: 3 }, { x: 4 }] });
  });

  it("does not write again what its function would store differently each time", async () => {
    const parcel = await Parcel.create({ label: "a", salted: "s" });
    expect(parcel.isChanged).toBe(false);
    const { count } = await countQueries(() => parcel.save());
    expect(count).toBe(0);
  });

  it("names the column when a function throws, and shows no value", async () => {
    await sql`insert into parcels (label, price) values ('<a>', 'NaN')`;
    await expect(Parcel.all()).rejects.toThrow(TransformError);
    await expect(Parcel.all()).rejects.toMatchObject({
      message: "transform.from of Parcel.price threw.",
      at: "Parcel.price",
      step: "transform.from",
      cause: new Error("no decimal: NaN"),
    });

    const parcel = new Parcel();
    Object.assign(parcel, { label: "a", price: 7 });
    await expect(parcel.save()).rejects.toMatchObject({
      message: "Parcel.price takes a decimal number as a string, not a number.",
    });
    expect(() => Parcel.where({ tags: { eq: 5 as never } })).toThrow(
      "transform.to of Parcel.tags threw.",
    );
  });
});
