import { inspect } from "node:util";
import {
  AfterFind,
  Column,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  sql,
  Table,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Comment, plant, Reaction, told } from "../../support/forest";
import {
  fillGrants,
  Grant,
  grantModels,
  june,
  Role,
} from "../../support/grants";
import { useModels } from "../../support/use-models";

@Table()
class Account extends ManagedObject {
  @PrimaryKey() declare id: number;
  @HasMany(() => Payment, (payment) => payment.account)
  declare payments: HasMany<Payment>;
}

@Table()
class Payment extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "bigint", mode: "bigint" }) declare cents: bigint;
  @Column({ type: "timestamptz" }) declare paidAt: Date;
  @Relate(() => Account, { required: true }) declare account: Relate<Account>;
}

/** The oaths that were told that they were found. */
const found: number[] = [];

@Table()
class Hero extends ManagedObject {
  @PrimaryKey() declare id: number;
  @ManyToMany(() => Guild, { through: () => Oath, pivot: true })
  declare guilds: ManyToMany<Guild, Oath>;
}

@Table()
class Guild extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

@Table()
class Oath extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Hero, { required: true }) declare hero: Relate<Hero>;
  @Relate(() => Guild, { required: true }) declare guild: Relate<Guild>;

  @AfterFind() note(): void {
    found.push(this.id);
  }
}

const thread = { a: null, b: "a", c: "b" };

describeEachEngine("what a query tells beside the columns", (engine) => {
  useModels(engine, [
    Account,
    Payment,
    Hero,
    Guild,
    Oath,
    Comment,
    Reaction,
    ...grantModels,
  ]);

  test("is written to JSON as columns are, and shown by inspect", async () => {
    const account = await Account.create({});
    await Payment.create({ account, cents: 9007199254740993n, paidAt: june });
    const [paid] = await Account.withMax("payments", "cents").withMax(
      "payments",
      "paidAt",
    );
    expect(JSON.parse(JSON.stringify(paid))).toEqual({
      id: 1,
      paymentsMaxCents: "9007199254740993",
      paymentsMaxPaidAt: june.toISOString(),
    });
    expect(inspect(paid)).toBe(
      `Account {\n  id: 1,\n  paymentsMaxCents: 9007199254740993n,\n  paymentsMaxPaidAt: ${june.toISOString()}\n}`,
    );
    const find = await plant(thread);
    const [b] = await find("a").descendants.where({ body: "b" });
    expect(inspect(b)).toContain("depth: 1");
  });

  test("leaves a pivot out of what other SQL reads of a set", async () => {
    const { bob } = await fillGrants();
    const ids = bob.roles.where({ name: "admin" }).select("id");
    const roles = await Role.where({ id: { in: ids } }).with({ members: true });
    expect(roles.map(({ name }) => name)).toEqual(["admin"]);
    const [counted] = await sql<{
      latest: number;
    }>`select max(id)::int as latest from (${bob.roles.where({})}) as held`;
    expect(counted).toEqual({ latest: 2 });
  });

  test("leaves a depth out of it too, and keeps the order by it", async () => {
    const find = await plant(thread);
    const nearest = find("a").descendants.where({}).limit(1).select("id");
    expect(await Comment.where({ id: { in: nearest } }).pluck("body")).toEqual([
      "b",
    ]);
  });

  test("is an order of a tree, in a loop over siblings as well", async () => {
    await plant(thread);
    const comments = await Comment.orderBy({ id: "asc" });
    const { count, result } = await countQueries(async () => {
      const found: string[][] = [];
      for (const { descendants } of comments)
        found.push(
          told(await descendants.where({}).orderBy({ depth: "desc" }).limit(1)),
        );
      return found;
    });
    expect(result).toEqual([["2:c"], ["1:c"], []]);
    expect(count).toBe(1);
  });

  test("has a pivot for each link, and for each record one where records are distinct", async () => {
    const { bob, ada } = await fillGrants();
    const role = await Role.where({ name: "admin" }).sole();
    const grant = {
      member: bob,
      role,
      assigner: ada,
      assignedAt: june,
      note: "",
    };
    await Grant.create(grant);
    const roles = bob.roles.where({}).orderBy({ name: "asc" });
    const once = roles.distinct();
    const namesOf = (found: Role[]): string[] => found.map(({ name }) => name);
    expect(namesOf(await roles)).toEqual(["admin", "admin", "editor"]);
    expect(namesOf(await once)).toEqual(["admin", "editor"]);
    expect((await once)[0]?.pivot.assignedAt).toEqual(june);
    expect([await roles.count(), await once.count()]).toEqual([3, 2]);
    const rows = await bob.roles.where({}).select("name").distinct();
    expect(rows.map(({ name }) => name).sort()).toEqual(["admin", "editor"]);
    await expect(roles.page({ first: 1 })).rejects.toMatchObject({
      message:
        "Role.page goes from record to record, and the joins of the query may give one several times.",
      hint: "Add distinct().",
    });
    const { items, hasNext } = await once.page({ first: 1 });
    expect([namesOf(items), hasNext]).toEqual([["admin"], true]);
  });

  test("is a pivot whose hooks are called, however it is read", async () => {
    const hero = await Hero.create({});
    const guild = await Guild.create({ name: "smiths" });
    await Oath.create({ hero, guild });
    const reads = {
      split: () => Hero.with({ guilds: true }, { strategy: "split" }),
      joined: () => Hero.with({ guilds: true }, { strategy: "joined" }),
      narrowed: () => hero.guilds.where({ name: "smiths" }),
      rows: () => hero.guilds.where({}).select("name"),
      lazy: async () => hero.guilds,
    };
    for (const [way, read] of Object.entries(reads)) {
      found.length = 0;
      await read();
      expect([way, found]).toEqual([way, [1]]);
    }
  });

  test("is a pivot that knows both sides of a narrowed set", async () => {
    const { bob } = await fillGrants();
    const editor = await bob.roles.where({ name: "editor" }).sole();
    const { count } = await countQueries(async () => {
      expect(await editor.pivot.member).toBe(bob);
      expect(await editor.pivot.role).toBe(editor);
    });
    expect(count).toBe(0);
  });

  test("goes as deep as asked, and says so of a depth that is none", async () => {
    const find = await plant(thread);
    const { descendants } = await find("a").load({
      descendants: { maxDepth: Number.MAX_SAFE_INTEGER },
    });
    expect(told(descendants)).toEqual(["1:b", "2:c"]);
    for (const maxDepth of [0, -1, 1.5])
      expect(() => Comment.with({ descendants: { maxDepth } })).toThrow(
        `Comment.with.descendants.maxDepth takes a whole number from 1 up, not ${String(maxDepth)}.`,
      );
  });
});
