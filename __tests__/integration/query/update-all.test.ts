import { EventEmitter, once } from "node:events";
import {
  Column,
  CreatedAt,
  Defaulted,
  Discriminator,
  ForeignKeyViolationError,
  GeneratedColumnError,
  Generated,
  HasMany,
  InvalidArgumentError,
  ManagedObject,
  MissingConditionError,
  PrimaryKey,
  Relate,
  Rollback,
  SecurePassword,
  sql,
  Stored,
  Subtype,
  Assignable,
  Table,
  transaction,
  TypeMismatchError,
  UndefinedConditionError,
  UniqueViolationError,
  UnknownAttributeError,
  UpdatedAt,
  Version,
  configureSecrets,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Press extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Sheet, (sheet) => sheet.press) declare sheets: HasMany<Sheet>;
}

@Table()
class Sheet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ normalize: (text) => text.trim().toLowerCase() })
  declare title: string;
  @Column({ type: "integer", default: 1 }) declare pages: number;
  @Column({ enum: ["draft", "done"], default: "draft" })
  declare state: "draft" | "done";
  @Column({
    type: "text",
    nullable: true,
    transform: {
      to: (text: string) => `<${text}>`,
      from: (stored: string) => stored.slice(1, -1),
    },
  })
  declare mark: string | null;
  @Column({ encrypt: true, type: "text", nullable: true })
  declare note: string | null;
  @Column({ type: "jsonb", default: {} })
  declare meta: { size?: number; color?: string };
  @Stored("meta") declare color: string | undefined;
  @Column({ type: "integer", generatedAs: "pages * 2" })
  declare readonly sides: number;
  @Relate(() => Press) declare press: Relate<Press | null>;
  @HasMany(() => Scrap, (scrap) => scrap.sheet) declare scraps: HasMany<Scrap>;
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
  @Version() declare version: number;
  declare [Defaulted]?: "pages" | "state" | "meta" | "version";
  declare [Generated]?: "sides";
  declare [Assignable]?: "color";
}

@Table()
class Scrap extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Sheet, { required: true }) declare sheet: Relate<Sheet>;
}

@Table()
class Seat extends ManagedObject {
  @PrimaryKey({ type: "integer", default: "none" }) declare row: number;
  @PrimaryKey({ type: "text", default: "none" }) declare place: string;
  @Column({ default: true }) declare free: boolean;
  declare [Defaulted]?: "free";
}

@Table()
abstract class Ware extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  @Column({ type: "integer", default: 1 }) declare price: number;
  declare [Generated]?: "type";
  declare [Defaulted]?: "price";
}

@Subtype()
class Tool extends Ware {}

@Subtype()
class Toy extends Ware {}

@Table({ name: "t1" })
class Alias extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Version() declare version: number;
  declare [Defaulted]?: "version";
}

@Table()
class Member extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare email: string;
  @SecurePassword() declare password: SecurePassword;
}

const anyValues = (values: object): never => values as never;

describeEachEngine("updateAll and deleteAll", (engine) => {
  const opened = useModels(engine, [
    Press,
    Sheet,
    Scrap,
    Seat,
    Ware,
    Tool,
    Toy,
    Alias,
    Member,
  ]);
  let press: Press;

  beforeAll(() => {
    configureSecrets({
      encryption: ["a key for the tests of updates, long"],
    });
  });

  beforeEach(async () => {
    press = await Press.create({ name: "Ada" });
    await Sheet.insertAll([
      { title: "a", pages: 1, press },
      { title: "b", pages: 2, press: null },
      { title: "c", pages: 3, press },
    ]);
  });

  const titles = (): Promise<string[]> =>
    Sheet.orderBy({ id: "asc" }).pluck("title");

  it("sets columns in one statement, with the time of the update and the version, and gives the number of rows", async () => {
    const { result, statements } = await countQueries(() =>
      Sheet.where({ pages: { gte: 2 } }).updateAll({ state: "done" }),
    );
    expect(result).toBe(2);
    expect(statements).toEqual([
      {
        text:
          'update "public"."sheets" set "state" = $1, "updated_at" = now(), "version" = "sheets"."version" + $2' +
          ' where "sheets"."pages" >= $3',
        parameters: ["done", "1", "2"],
      },
    ]);
    expect(
      await Sheet.orderBy({ id: "asc" }).pluck("state", "version"),
    ).toEqual([
      ["draft", 1],
      ["done", 2],
      ["done", 2],
    ]);
  });

  it("deletes in one statement and gives the number of rows, which is 0 the second time", async () => {
    const large = Sheet.where({ pages: { gt: 1 } });
    const { result, statements } = await countQueries(() => large.deleteAll());
    expect(result).toBe(2);
    expect(statements).toEqual([
      {
        text: 'delete from "public"."sheets" where "sheets"."pages" > $1',
        parameters: ["1"],
      },
    ]);
    expect(await large.deleteAll()).toBe(0);
    expect(await large.reallyDeleteAll()).toBe(0);
    expect(await titles()).toEqual(["a"]);
  });

  it.each([
    ["nothing at all", () => Sheet.where({})],
    ["no list of conditions", () => Sheet.where({ and: [] })],
    ["not being in an empty list", () => Sheet.where({ id: { notIn: [] } })],
    [
      "a branch that is always true",
      () => Sheet.where({ or: [{}, { id: 1 }] }),
    ],
    [
      "a relation of which nothing is asked",
      () => Sheet.where({ scraps: { every: {} } }),
    ],
    [
      "a relation that is to lead to none of no records",
      () => Sheet.where({ scraps: { none: { id: [] } } }),
    ],
    ["a limit", () => Sheet.limit(1)],
    ["an order", () => Sheet.orderBy({ id: "asc" })],
  ])("are refused for %s, and send nothing", async (_, make) => {
    const { statements } = await countQueries(async () => {
      await expect(make().updateAll({ pages: 9 })).rejects.toMatchObject({
        name: MissingConditionError.name,
        message:
          "updateAll on Sheet has no condition and would reach every row.",
        hint: "Add a where, or pass { all: true } to mean every row.",
      });
      await expect(make().deleteAll()).rejects.toThrow(
        "deleteAll on Sheet has no condition and would reach every row.",
      );
      await expect(make().reallyDeleteAll()).rejects.toThrow(
        MissingConditionError,
      );
    });
    expect(statements).toEqual([]);
  });

  it("are refused on the model itself, unless every row is meant", async () => {
    await expect(Sheet.updateAll({ pages: 9 })).rejects.toThrow(
      MissingConditionError,
    );
    await expect(Sheet.deleteAll({ all: false })).rejects.toThrow(
      MissingConditionError,
    );
    await expect(Sheet.reallyDeleteAll()).rejects.toThrow(
      MissingConditionError,
    );
    expect(await Sheet.updateAll({ pages: 9 }, { all: true })).toBe(3);
    expect(await Sheet.where({}).pluck("pages")).toEqual([9, 9, 9]);
    expect(await Sheet.where({}).deleteAll({ all: true })).toBe(3);
    expect(await Press.reallyDeleteAll({ all: true })).toBe(1);
  });

  it("refuse options that there are not", async () => {
    await expect(Sheet.deleteAll({ al: true } as never)).rejects.toMatchObject({
      message: "Sheet.deleteAll.al is not an option.",
      hint: "Did you mean Sheet.deleteAll.all?",
    });
    await expect(Sheet.deleteAll({ all: "yes" } as never)).rejects.toThrow(
      new TypeMismatchError("Sheet.deleteAll.all", "true or false", "a string")
        .message,
    );
    expect(await Sheet.count()).toBe(3);
  });

  it("send nothing for a query that gives nothing", async () => {
    const { statements, result } = await countQueries(async () => [
      await Sheet.where({ id: [] }).updateAll({ pages: 9 }),
      await Sheet.where({ id: [] }).deleteAll(),
      await Sheet.where({ pages: 1 }).limit(0).deleteAll(),
      await Sheet.limit(0).reallyDeleteAll({ all: true }),
    ]);
    expect(result).toEqual([0, 0, 0, 0]);
    expect(statements).toEqual([]);
  });

  it.each<[string, object, Error, string | undefined]>([
    [
      "no value",
      {},
      new InvalidArgumentError("Sheet.updateAll is given nothing to set."),
      undefined,
    ],
    [
      "undefined",
      { pages: undefined },
      new UndefinedConditionError("Sheet.updateAll.pages"),
      "Leave the key out to keep what the rows hold, or write null.",
    ],
    [
      "a misspelt name",
      { pgaes: 1 },
      new UnknownAttributeError("Sheet", "pgaes", "pages"),
      'Did you mean "pages"?',
    ],
    [
      "__proto__",
      JSON.parse('{ "__proto__": 1 }') as object,
      new UnknownAttributeError("Sheet", "__proto__", undefined),
      undefined,
    ],
    [
      "the primary key",
      { id: 7 },
      new InvalidArgumentError(
        "Sheet.id is the primary key, which stays as it is.",
      ),
      "Leave it out.",
    ],
    [
      "the version",
      { version: 7 },
      new InvalidArgumentError(
        "Sheet.version is a version, which every update raises by itself.",
      ),
      "Leave it out.",
    ],
    [
      "a generated column",
      { sides: 7 },
      new GeneratedColumnError("Sheet.sides"),
      "Leave it out, and set the columns that it is computed from.",
    ],
    [
      "a key of a document",
      { color: "red" },
      new InvalidArgumentError(
        "Sheet.color is a key of Sheet.meta, and no update of many rows sets a key alone.",
      ),
      'Set "meta", or save record by record.',
    ],
    [
      "a value of another type",
      { pages: "many" },
      new TypeMismatchError("Sheet.pages", "an integer", "a string"),
      undefined,
    ],
    [
      "SQL for an encrypted column",
      { note: sql`'open'` },
      new InvalidArgumentError(
        "Sheet.note is encrypted, and is given as SQL, which the database cannot encrypt.",
      ),
      "Give a value.",
    ],
    [
      "a record of another model",
      { press: new Seat() },
      new TypeMismatchError("Sheet.press", "a Press", "a Seat"),
      undefined,
    ],
    [
      "a list",
      [],
      new TypeMismatchError(
        "Sheet.updateAll",
        "an object of attributes",
        "an array",
      ),
      undefined,
    ],
  ])("refuses %s before anything is sent", async (_, values, error, hint) => {
    const { statements, result } = await countQueries(() =>
      Sheet.where({ pages: 1 })
        .updateAll(anyValues(values))
        .catch((refusal: unknown) => refusal as Error & { hint?: string }),
    );
    expect(result).toBeInstanceOf(error.constructor);
    expect(result).toHaveProperty("message", error.message);
    expect((result as { hint?: string }).hint).toBe(hint);
    expect(statements).toEqual([]);
  });

  it("refuses a password, which every record hashes for itself", async () => {
    await expect(
      Member.updateAll(anyValues({ password: "x" }), { all: true }),
    ).rejects.toThrow(
      "Member.password is hashed when a record is saved, and no statement over many rows can write it.",
    );
  });

  it("takes values through the types of their columns, SQL as it is, and records for relations", async () => {
    const later = new Date("2030-01-01T00:00:00Z");
    const [first] = await Sheet.orderBy({ id: "asc" });
    expect(
      await Sheet.where({ title: " B " }).updateAll({
        title: "  Big ",
        mark: "m",
        note: "secret",
        meta: { size: 3 },
        pages: sql`pages + ${10}`,
        press,
        updatedAt: later,
      }),
    ).toBe(1);
    const big = await Sheet.findBy({ title: "big" });
    expect(big).toMatchObject({
      mark: "m",
      note: "secret",
      meta: { size: 3 },
      pages: 12,
      sides: 24,
      updatedAt: later,
      version: 2,
    });
    expect((await big?.press)?.id).toBe(press.id);
    const [stored] = await opened.database.query(
      "select mark, note from sheets where title = 'big'",
    );
    expect(stored?.["mark"]).toBe("<m>");
    expect(stored?.["note"]).toMatch(/^arx1\./);
    expect(
      await Sheet.where({ press }).updateAll({ press: null, mark: null }),
    ).toBe(3);
    expect(await Sheet.where({ press: null, mark: null }).count()).toBe(3);
    expect((await Sheet.find(first?.id ?? 0)).updatedAt).not.toEqual(later);
  });

  it("writes the rows that limit, offset and order leave, by their keys", async () => {
    const { result, statements } = await countQueries(() =>
      Sheet.where({ pages: { gt: 0 } })
        .orderBy({ pages: "desc" })
        .limit(1)
        .offset(1)
        .updateAll({ title: "second" }),
    );
    expect(result).toBe(1);
    expect(statements).toEqual([
      {
        text:
          'update "public"."sheets" set "title" = $1, "updated_at" = now(), "version" = "sheets"."version" + $2' +
          ' where "sheets"."id" = any(array(select "sheets"."id" from "public"."sheets" where "sheets"."pages" > $3' +
          ' order by "sheets"."pages" desc limit $4 offset $5 for no key update))',
        parameters: ["second", "1", "0", "1", "1"],
      },
    ]);
    expect(await titles()).toEqual(["a", "second", "c"]);
    expect(
      await Sheet.orderBy({ id: "desc" }).limit(2).deleteAll({ all: true }),
    ).toBe(2);
    expect(await titles()).toEqual(["a"]);
  });

  it("leave an order out that decides nothing", async () => {
    const { statements } = await countQueries(() =>
      Sheet.where({ pages: 1 }).orderBy({ id: "desc" }).deleteAll(),
    );
    expect(statements.map(({ text }) => text)).toEqual([
      'delete from "public"."sheets" where "sheets"."pages" = $1',
    ]);
  });

  it("find the rows of a composite key by all its columns", async () => {
    await Seat.insertAll(
      [1, 2].flatMap((row) => ["a", "b"].map((place) => ({ row, place }))),
    );
    const { result, statements } = await countQueries(() =>
      Seat.orderBy({ place: "asc" }, { row: "asc" })
        .limit(3)
        .updateAll({ free: false }, { all: true }),
    );
    expect(result).toBe(3);
    expect(statements.map(({ text }) => text)).toEqual([
      'update "public"."seats" set "free" = $1 where row("seats"."row", "seats"."place") = any(array(' +
        'select row("seats"."row", "seats"."place") from "public"."seats"' +
        ' order by "seats"."place", "seats"."row" limit $2 for no key update))',
    ]);
    expect(await Seat.where({ free: true }).pluck("row", "place")).toEqual([
      [2, "b"],
    ]);
    await expect(
      Seat.where({ free: true }).updateAll({ place: "z" }),
    ).rejects.toThrow("Seat.place is the primary key, which stays as it is.");
  });

  it("follow conditions on relations", async () => {
    const ofAda = Sheet.where({ press: { name: "Ada" } });
    expect(await ofAda.updateAll({ pages: 7 })).toBe(2);
    expect(
      await Press.where({ sheets: { some: { pages: 7 } } }).updateAll({
        name: "Bea",
      }),
    ).toBe(1);
    expect(await press.sheets.where({}).deleteAll()).toBe(2);
    expect(await titles()).toEqual(["b"]);
  });

  it("write each row once, however often a join repeats it", async () => {
    const { result, statements } = await countQueries(() =>
      Press.joins("sheets")
        .where(sql`sheets.pages > ${0}`)
        .updateAll({ name: "Cy" }),
    );
    expect(result).toBe(1);
    expect(statements).toEqual([
      {
        text:
          'update "public"."presses" set "name" = $1 where "presses"."id" = any(array(select "presses"."id"' +
          ' from "public"."presses" inner join "public"."sheets" on "sheets"."press_id" = "presses"."id"' +
          " where (sheets.pages > $2)))",
        parameters: ["Cy", "0"],
      },
    ]);
    const second = Press.joins("sheets")
      .where({ id: press.id })
      .distinct()
      .orderBy({ name: "asc" });
    expect(await second.offset(1).updateAll({ name: "Di" })).toBe(0);
    expect(await second.limit(1).updateAll({ name: "Di" })).toBe(1);
    expect(await Sheet.leftJoins("press").where({ press }).deleteAll()).toBe(2);
  });

  it("choose the rows of a composite key once each, too", async () => {
    await Seat.insertAll([
      { row: 1, place: "a" },
      { row: 1, place: "b" },
    ]);
    expect(
      await Seat.where({ row: 1 })
        .distinct()
        .orderBy({ place: "desc" })
        .limit(1)
        .deleteAll(),
    ).toBe(1);
    expect(await Seat.where({}).pluck("place")).toEqual(["a"]);
  });

  it("take the rows of a queue that nobody else has locked", async () => {
    const next = Sheet.where({ state: "draft" })
      .orderBy({ pages: "asc" })
      .limit(1)
      .lock("update", { skipLocked: true });
    await expect(next.updateAll({ state: "done" })).rejects.toThrow(
      "A query of Sheet locks its rows until the transaction ends, and there is none.",
    );
    const { result, statements } = await countQueries(() =>
      transaction(() => next.updateAll({ state: "done" })),
    );
    expect(result).toBe(1);
    expect(statements.map(({ text }) => text)).toEqual([
      'update "public"."sheets" set "state" = $1, "updated_at" = now(), "version" = "sheets"."version" + $2' +
        ' where "sheets"."id" = any(array(select "sheets"."id" from "public"."sheets" where "sheets"."state" = $3' +
        ' order by "sheets"."pages" limit $4 for update skip locked))',
    ]);
    expect(await Sheet.where({ state: "done" }).pluck("title")).toEqual(["a"]);
  });

  // PGlite has one session, and transactions wait for each other.
  if (engine.name !== "PGlite") {
    it("never take a row twice that others take at the same time", async () => {
      const next = Sheet.where({ state: "draft" })
        .orderBy({ pages: "asc" })
        .limit(1);
      const counts = await Promise.all(
        Array.from({ length: 5 }, (_, index) =>
          transaction(() =>
            next.updateAll({ state: "done", mark: String(index) }),
          ),
        ),
      );
      expect(counts.toSorted()).toEqual([0, 0, 1, 1, 1]);
      expect(await Sheet.pluck("version")).toEqual([2, 2, 2]);
    });

    it("share out a queue between those who work at the same time", async () => {
      const next = Sheet.where({ state: "draft" })
        .orderBy({ pages: "asc" })
        .limit(2)
        .lock("update", { skipLocked: true });
      const steps = new EventEmitter();
      const [claimed, released] = ["claimed", "released"].map((step) =>
        once(steps, step),
      );
      const first = transaction(async () => {
        const count = await next.updateAll({ state: "done", mark: "first" });
        steps.emit("claimed");
        await released;
        return count;
      });
      await claimed;
      expect(
        await transaction(() =>
          next.updateAll({ state: "done", mark: "second" }),
        ),
      ).toBe(1);
      steps.emit("released");
      expect(await first).toBe(2);
      expect(await Sheet.orderBy({ pages: "asc" }).pluck("mark")).toEqual([
        "first",
        "first",
        "second",
      ]);
    });
  }

  it("write the rows of conditions that were joined, and of a statement", async () => {
    const first = Sheet.where({ title: "a" });
    expect(
      await first.or({ title: "c" }).whereNot({ pages: 3 }).deleteAll(),
    ).toBe(1);
    expect(await Sheet.where({ title: "b" }).none().deleteAll()).toBe(0);
    expect(
      await Sheet.fromSql(
        sql`select * from sheets where pages = ${2}`,
      ).updateAll({ pages: 20 }, { all: true }),
    ).toBe(1);
    expect(await titles()).toEqual(["b", "c"]);
  });

  it("reach the rows of their own class among those of a table", async () => {
    await Tool.insertAll([{}, {}]);
    await Toy.insertAll([{}]);
    expect(await Tool.updateAll({ price: 5 }, { all: true })).toBe(2);
    expect(await Toy.where({ price: 5 }).deleteAll()).toBe(0);
    expect(await Ware.where({ price: [1, 5] }).updateAll({ price: 9 })).toBe(3);
    await expect(
      Ware.where({ price: 9 }).updateAll(anyValues({ type: "toy" })),
    ).rejects.toThrow(
      "Ware.type says of which class a row is, and is not assigned.",
    );
    expect(await Toy.deleteAll({ all: true })).toBe(1);
    expect(await Ware.count()).toBe(2);
  });

  it("carry what the query says of its statement", async () => {
    const { statements } = await countQueries(() =>
      Sheet.where({ pages: 1 }).annotate("tidy up").timeout(5_000).deleteAll(),
    );
    expect(statements.map(({ text }) => text)).toEqual([
      expect.stringContaining("tidy up"),
    ]);
    expect(await titles()).toEqual(["b", "c"]);
  });

  it("work on a table that is named like an alias", async () => {
    await Alias.insertAll([{ name: "a" }, { name: "b" }]);
    expect(await Alias.where({ name: "a" }).updateAll({ name: "c" })).toBe(1);
    expect(
      await Alias.orderBy({ id: "desc" })
        .limit(1)
        .updateAll({ name: "d" }, { all: true }),
    ).toBe(1);
    expect(await Alias.orderBy({ id: "asc" }).pluck("name", "version")).toEqual(
      [
        ["c", 2],
        ["d", 2],
      ],
    );
    expect(await Alias.where({ name: "c" }).deleteAll()).toBe(1);
  });

  it("are part of the transaction around them", async () => {
    await expect(
      transaction(async () => {
        await Sheet.where({ pages: 1 }).updateAll({ title: "x" });
        await Sheet.where({ pages: { gt: 1 } }).deleteAll();
        expect(await titles()).toEqual(["x"]);
        throw new Rollback();
      }),
    ).rejects.toThrow(Rollback);
    expect(await titles()).toEqual(["a", "b", "c"]);
  });

  it("raise the errors of the database as any write does", async () => {
    const sheet = await Sheet.where({ title: "a" }).sole();
    await Scrap.create({ sheet });
    await expect(Sheet.where({ title: "a" }).deleteAll()).rejects.toMatchObject(
      {
        name: ForeignKeyViolationError.name,
        constraint: "scraps_sheet_id_fkey",
      },
    );
    expect(await titles()).toEqual(["a", "b", "c"]);
    await Member.create({ email: "a@b.c", password: "long enough" });
    await Member.create({ email: "b@b.c", password: "long enough" });
    await expect(
      Member.updateAll({ email: "c@b.c" }, { all: true }),
    ).rejects.toThrow(UniqueViolationError);
  });

  it("never throw at once", async () => {
    const calls = [
      Sheet.updateAll(anyValues({ id: 1 }), { all: true }),
      Sheet.where({ id: 1 }).updateAll(undefined as never),
      Sheet.deleteAll(null as never),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
      "rejected",
    ]);
  });

  it("leave records that are in memory as they were read; reload shows the rows", async () => {
    const [first] = await Sheet.orderBy({ id: "asc" });
    await Sheet.where({ id: first?.id ?? 0 }).updateAll({ pages: 99 });
    expect(first?.pages).toBe(1);
    await first?.reload();
    expect([first?.pages, first?.version]).toEqual([99, 2]);
  });
});
