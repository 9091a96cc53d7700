import { inspect } from "node:util";
import {
  Column,
  ManagedObject,
  PrimaryKey,
  sql,
  Table,
  transaction,
  TransformError,
} from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Member extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ normalize: (email) => email.trim().toLowerCase() })
  declare email: string;
  @Column({
    type: "varchar",
    length: 12,
    nullable: true,
    normalize: (phone) => phone.replace(/\D/g, "") || null,
  })
  declare phone: string | null;
  @Column({
    type: "text",
    nullable: true,
    normalize: { apply: (nick: string | null) => nick ?? "none", toNull: true },
  })
  declare nick: string | null;
  @Column({
    type: "text[]",
    default: [],
    normalize: { apply: (tags: string[]) => [...new Set(tags)].toSorted() },
  })
  declare tags: string[];
  @Column({ default: 0 }) declare visits: number;
}

/** Its fields have values, which compilers define on the record itself. */
@Table()
class Initialised extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", normalize: (text) => text.trim() })
  label = " a ";
}

const models = [Member, Initialised];

const attributes = (email: string) => ({ email, tags: [], visits: 0 });

describeEachEngine("a column with normalize", (engine) => {
  useModels(engine, models);

  /** A row from before the column had its form. */
  async function legacy(email: string): Promise<Member> {
    await sql`insert into ${Member} (email) values (${email})`;
    const [member] = await Member.orderBy({ id: "desc" }).limit(1);
    if (member === undefined) throw new Error("no row");
    return member;
  }

  it("brings an assigned value into its form at once", async () => {
    const member = new Member();
    member.email = " A@B ";
    expect(member.email).toBe("a@b");
    await member.save();
    const found = await Member.find(member.id);
    found.email = " C@D ";
    expect(found.email).toBe("c@d");
    expect(found.changes).toEqual({ email: ["a@b", "c@d"] });
    await found.save();
    found.email = "E@F";
    expect(found.email).toBe("e@f");
    expect((await Member.create(attributes(" X@Y"))).email).toBe("x@y");
    await found.update({ email: "Z@Z " });
    expect(found.email).toBe("z@z");
  });

  it("is not changed by a value that has the same form", async () => {
    const member = await Member.create(attributes("a@b"));
    member.email = " A@B ";
    expect(member.isChanged).toBe(false);
    const { count } = await countQueries(() => member.save());
    expect(count).toBe(0);
  });

  it("is looked for by any form of a value", async () => {
    await Member.create(attributes("a@b"));
    expect(await Member.findBy({ email: " A@B " })).not.toBeNull();
    expect(await Member.where({ email: { in: ["A@B"] } }).count()).toBe(1);
    expect(await Member.where({ email: ["A@B", "q"] }).count()).toBe(1);
    expect(await Member.where({ email: { ne: "A@B" } }).count()).toBe(0);
    expect(await Member.where({ email: { notIn: ["A@B"] } }).count()).toBe(0);
    expect(await Member.where({ email: { gte: "A@B" } }).count()).toBe(1);
  });

  it("is normalized in bulk writes", async () => {
    await Member.insertAll([
      { ...attributes(" A@B "), nick: null, phone: "+1 (2)" },
    ]);
    const [row] = await sql<
      Record<string, unknown>
    >`select email, nick, phone from members`;
    expect(row).toEqual({ email: "a@b", nick: "none", phone: "12" });
  });

  it("passes null by unless it is asked for, and may give null", async () => {
    const member = await Member.create({
      ...attributes("a"),
      phone: null,
      nick: null,
    });
    expect([member.phone, member.nick]).toEqual([null, "none"]);
    member.phone = " - ";
    expect(member.phone).toBeNull();
    await Member.insertAll([{ ...attributes("b"), phone: "--" }]);
    expect(await Member.where({ phone: "--" }).count()).toBe(2);
    expect(await Member.where({ phone: null }).count()).toBe(2);
    expect(await Member.where({ phone: ["--", "1"] }).count()).toBe(2);
  });

  it("leaves what was stored before as it is, until it is told otherwise", async () => {
    const member = await legacy(" Old@B ");
    expect(member.email).toBe(" Old@B ");
    expect(member.isChanged).toBe(false);
    member.visits = 1;
    await member.save();
    expect(member.email).toBe(" Old@B ");
    expect((await member.reload()).email).toBe(" Old@B ");
    member.normalizeAttribute("email");
    expect(member.changes).toEqual({ email: [" Old@B ", "old@b"] });
    await member.save();
    expect(await sql`select email from members`).toEqual([{ email: "old@b" }]);
    expect(member.normalizeAttribute("email").isChanged).toBe(false);
    expect(() => member.normalizeAttribute("visits")).toThrow(
      "Member.visits has no normalize.",
    );
  });

  it("looks like a plain property to everything", async () => {
    await Member.create({ ...attributes("a@b"), tags: ["x"] });
    const [member] = await Member.all();
    if (member === undefined) throw new Error("no row");
    expect(Object.keys(member)).toEqual([
      "id",
      "email",
      "phone",
      "nick",
      "tags",
      "visits",
    ]);
    expect(Object.assign({}, member)).toMatchObject({
      email: "a@b",
      tags: ["x"],
    });
    expect(JSON.parse(JSON.stringify(member))).toMatchObject({ email: "a@b" });
    expect(inspect(member)).toBe(
      "Member {\n  id: 1,\n  email: 'a@b',\n  phone: null,\n  nick: null,\n  tags: [ 'x' ],\n  visits: 0\n}",
    );
    expect(Object.keys(new Member())).toEqual([]);
    expect(Object.assign({}, new Member())).toEqual({});
  });

  it("is put back by a rollback as it was", async () => {
    const member = await legacy(" Old@B ");
    await expect(
      transaction(async () => {
        await member.update({ email: "NEW@b", visits: 5 });
        expect(member.email).toBe("new@b");
        throw new Error("undo");
      }),
    ).rejects.toThrow("undo");
    expect(member.email).toBe("new@b");
    expect(member.changes).toEqual({
      email: [" Old@B ", "new@b"],
      visits: [0, 5],
    });
    member.email = " Old@B ";
    expect(member.email).toBe("old@b");
  });

  it("normalizes what was changed in place when it is written", async () => {
    const member = await Member.create({
      ...attributes("a"),
      tags: ["b", "a", "b"],
    });
    expect(member.tags).toEqual(["a", "b"]);
    member.tags.push("a");
    expect(member.isChanged).toBe(false);
    member.tags.push("c", "0");
    await member.save();
    expect(member.tags).toEqual(["0", "a", "b", "c"]);
  });

  it("normalizes the initial value of a field", async () => {
    const record = new Initialised();
    expect(record.label).toBe("a");
    record.label = " b ";
    expect(record.label).toBe("b");
    await record.save();
    expect((await Initialised.find(record.id)).label).toBe("b");
  });

  it("names the column when the function throws", () => {
    const member = new Member();
    expect(() => Object.assign(member, { email: 5 })).toThrow(TransformError);
    expect(() => Member.where({ email: 5 as never })).toThrow(
      "normalize of Member.email threw.",
    );
  });
});
