import { sql } from "../../../lib/database/sql";
import { Column } from "../../../lib/decorators/column";
import { HasMany } from "../../../lib/decorators/has-many";
import { AfterFind } from "../../../lib/decorators/hooks";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Table } from "../../../lib/decorators/table";
import { ConfigError } from "../../../lib/errors/database-error";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../../lib/errors/query-error";
import { ManagedObject } from "../../../lib/model/managed-object";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Shelf extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare room: string;
  @HasMany(() => Volume, (volume) => volume.shelf)
  declare volumes: HasMany<Volume>;
}

@Table()
class Volume extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Shelf, { required: true }) declare shelf: Relate<Shelf>;

  @AfterFind() async note(): Promise<void> {
    await sql`insert into shelves (room) values (${`of ${this.title}`})`;
    await sql`notify volumes`;
  }
}

const shelves =
  'select "shelves"."id", "shelves"."room" from "public"."shelves"';
const volumes =
  'select "volumes"."id", "volumes"."title", "volumes"."shelf_id" from "public"."volumes"';

describeEachEngine("what is told of a query's statement", (engine) => {
  const on = useModels(engine, [Shelf, Volume]);

  async function textsOf(run: () => PromiseLike<unknown>): Promise<string[]> {
    const { statements } = await countQueries(run);
    return statements.map(({ text }) => text);
  }

  it("numbers parameters in the order of the text, whatever part they are in", async () => {
    const query = Shelf.select("id", { n: sql<number>`${1}::int` })
      .joins(sql`left join volumes on title = ${"a"}`)
      .where({ room: "b" })
      .where(sql`room <> ${"c"}`)
      .orderBy(sql`room = ${"d"}`)
      .limit(5)
      .offset(6);
    expect(query.toSQL()).toEqual({
      text:
        'select "shelves"."id", $1::int as "n" from "public"."shelves" left join volumes on title = $2 ' +
        'where "shelves"."room" = $3 and (room <> $4) order by (room = $5) limit $6 offset $7',
      parameters: ["1", "a", "b", "c", "d", "5", "6"],
    });
    expect(await query).toEqual([]);
  });

  it("runs queries side by side when they are started together", async () => {
    await Shelf.create({ room: "a" });
    const [all, count, exists] = await Promise.all([
      Shelf.all(),
      Shelf.count(),
      Shelf.where({ room: "b" }).exists(),
    ]);
    expect([all.length, count, exists]).toEqual([1, 1, false]);
  });

  it("runs a query at once that is asked for all, and not before it is awaited otherwise", async () => {
    await on.database.reserve(async () => {
      const lazy = Shelf.where({ room: "a" });
      const started = Shelf.where({ room: "a" }).all();
      await Shelf.create({ room: "a" });
      expect(await started).toEqual([]);
      expect(await lazy).toHaveLength(1);
    });
  });

  it.each([
    ["route:GET /shelves", " /* route:GET /shelves */"],
    ["*/ drop table shelves; --", " /* * / drop table shelves; -- */"],
    ["/* nested */ */", " /* / * nested * / * / */"],
    ["/*/", " /* / * / */"],
    ["**//*", " /* ** // * */"],
    ["a\0b\nc\u2028d\x85e", " /* a b c d e */"],
    ["a\ud800b", " /* a b */"],
    ["+ SeqScan(shelves)", " /* + SeqScan(shelves) */"],
    [
      "traceparent='00-0af7-01',db='x''y'",
      " /* traceparent='00-0af7-01',db='x''y' */",
    ],
    ["$1 ? :name é 🎉", " /* $1 ? :name é 🎉 */"],
    ["x".repeat(5000), ` /* ${"x".repeat(1000)} */`],
  ])("puts %j into a comment that it cannot leave", async (text, comment) => {
    await Shelf.create({ room: "a" });
    const query = Shelf.annotate(text);
    expect(query.toSQL()).toEqual({ text: shelves + comment, parameters: [] });
    expect(await textsOf(() => query)).toEqual([shelves + comment]);
    expect(await query.count()).toBe(1);
  });

  it("adds up comments, and says them with the statements of relations", async () => {
    const shelf = await Shelf.create({ room: "a" });
    await Volume.create({ title: "x", shelf });
    const query = Shelf.annotate("a")
      .where({ room: "a" })
      .annotate("b")
      .with({ volumes: { with: { shelf: true } } });
    const texts = await textsOf(() => query);
    const behind = " /* a */ /* b */";
    expect(texts.filter((text) => text.endsWith(behind))).toEqual([
      `${shelves} where "shelves"."room" = $1${behind}`,
      `${volumes} where "volumes"."shelf_id" = any($1)${behind}`,
      `${shelves} where "shelves"."id" = any($1)${behind}`,
    ]);
    expect(
      await textsOf(() =>
        Shelf.annotate("a").where({ id: 1 }).updateAll({ room: "z" }),
      ),
    ).toEqual([
      'update "public"."shelves" set "room" = $1 where "shelves"."id" = $2 /* a */',
    ]);
  });

  it("keeps no statement prepared for a comment", async () => {
    const kept = async (comment: string): Promise<unknown> =>
      on.database.one(
        "select count(*) as n from pg_prepared_statements where statement = ?",
        [shelves + comment],
      );
    await on.database.reserve(async () => {
      await Shelf.annotate("annotated");
      await Shelf.annotate("annotated");
      await Shelf.all();
      expect(await kept(" /* annotated */")).toEqual({ n: 0 });
      // PGlite prepares nothing.
      const isServer = on.database.kind === "postgres";
      expect(await kept("")).toEqual({ n: isServer ? 1 : 0 });
    });
  });

  it.each([
    [5, new TypeMismatchError("Shelf.annotate", "a text", "a number")],
    [undefined, new TypeMismatchError("Shelf.annotate", "a text", "undefined")],
    ["\n", new InvalidArgumentError("Shelf.annotate was given an empty text.")],
  ])("refuses %j as a comment", (text, error) => {
    expect(() => Shelf.annotate(text as string)).toThrow(error);
  });

  it("explains its statement without running it", async () => {
    const query = Volume.where({ title: "x" }).with({ shelf: true });
    const { statements, result } = await countQueries(() => query.explain());
    const sent = `${volumes} where "volumes"."title" = $1`;
    expect(statements).toEqual([
      { text: `explain (format json) ${sent}`, parameters: ["x"] },
    ]);
    expect(result).toEqual([
      { sql: sent, plan: { Plan: expect.any(Object) as object } },
    ]);
    const [{ plan } = { plan: undefined }] = result;
    expect(plan?.Plan["Relation Name"]).toBe("volumes");
    expect(plan?.Plan["Actual Rows"]).toBeUndefined();
  });

  it("analyzes each statement that it sends and that has a plan, and undoes what that did", async () => {
    const shelf = await Shelf.create({ room: "a" });
    await Volume.create({ title: "x", shelf });
    const plans = await Shelf.where({ room: "a" })
      .with({ volumes: true })
      .annotate("why")
      .explain({ analyze: true, buffers: true, verbose: true });
    expect(plans.map(({ sql: text }) => text)).toEqual([
      `${shelves} where "shelves"."room" = $1 /* why */`,
      `${volumes} where "volumes"."shelf_id" = any($1) /* why */`,
      "insert into shelves (room) values ($1)",
    ]);
    const [first] = plans;
    expect(first?.plan.Plan["Actual Rows"]).toBe(1);
    expect(first?.plan["Execution Time"]).toBeGreaterThanOrEqual(0);
    expect(first?.plan.Plan["Output"]).toEqual(["id", "room"]);
    expect(first?.plan.Plan["Shared Hit Blocks"]).toBeGreaterThanOrEqual(0);
    expect(await Shelf.pluck("room")).toEqual(["a"]);
  });

  it("explains inside a transaction, which goes on", async () => {
    await on.database.transaction(async () => {
      await Shelf.create({ room: "a" });
      const [plan] = await Shelf.explain({ analyze: true });
      expect(plan?.plan.Plan["Actual Rows"]).toBe(1);
      await Shelf.create({ room: "b" });
    });
    expect(await Shelf.count()).toBe(2);
  });

  it("shows the plan as text", async () => {
    const [plan] = await Shelf.limit(1).explain({ format: "text" });
    expect(plan?.sql).toBe(`${shelves} limit $1`);
    expect(plan?.plan).toMatch(/^Limit .*\n +-> +Seq Scan on shelves/);
  });

  it.each<[options: object, error: Error]>([
    [
      { analyse: true },
      new ConfigError("Shelf.explain.analyse is not an option."),
    ],
    [
      { analyze: "true) select pg_sleep(9); --" },
      new TypeMismatchError(
        "Shelf.explain.analyze",
        "true or false",
        "a string",
      ),
    ],
    [
      { format: "xml, wal" },
      new TypeMismatchError(
        "Shelf.explain.format",
        '"json" or "text"',
        "a string",
      ),
    ],
  ])("refuses to explain with %j", async (options, error) => {
    const { count } = await countQueries(() =>
      expect(Shelf.explain(options)).rejects.toThrow(error),
    );
    expect(count).toBe(0);
  });
});
