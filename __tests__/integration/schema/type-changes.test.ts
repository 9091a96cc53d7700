import type { Database } from "../../../lib/database/database";
import { castBetween } from "../../../lib/schema/assignment-cast";
import { effectOfTypeChange } from "../../../lib/schema/type-change";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";

const types = [
  "smallint",
  "integer",
  "bigint",
  "numeric",
  "numeric(10,2)",
  "numeric(12,2)",
  "numeric(12,4)",
  "real",
  "double precision",
  "boolean",
  "text",
  "character varying",
  "character varying(10)",
  "character varying(20)",
  "character(3)",
  "uuid",
  "json",
  "jsonb",
  "date",
  "time without time zone",
  "time with time zone",
  "timestamp without time zone",
  "timestamp(3) without time zone",
  "timestamp with time zone",
  "interval",
  "inet",
  "cidr",
  "bit(3)",
  "bit varying(5)",
  "xml",
  "text[]",
  "integer[]",
  "character varying(10)[]",
  "timestamp with time zone[]",
  "int4range",
  "numrange",
  "daterange",
  "tstzrange",
  "int4range[]",
];

const pairs = types.flatMap((from) =>
  types.filter((to) => to !== from).map((to) => [from, to] as const),
);

/** Changes a type on a table made for it and tells what became of the table's file, or why it was refused. */
const tryChange = `
create function try_change(old_type text, new_type text) returns text language plpgsql as $$
declare before oid; result text;
begin
  execute format('create table tried (c %s)', old_type);
  before := pg_relation_filenode('tried');
  begin
    execute format('alter table tried alter column c type %s', new_type);
    result := case when pg_relation_filenode('tried') = before then 'kept' else 'rewritten' end;
  exception when others then result := sqlstate;
  end;
  drop table tried;
  return result;
end $$`;

describeEachEngine("A change of type", (engine) => {
  let database: TestDatabase;
  let session: Database;
  /** What PostgreSQL does with each pair of types when it is given no USING clause. */
  let results: Map<string, string>;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
    await session.script(tryChange);
    const rows = await session.query<{ pair: string; result: string }>(
      `select a || ' → ' || b as pair, try_change(a, b) as result
       from unnest($1::text[], $2::text[]) as given(a, b)`,
      [pairs.map(([from]) => from), pairs.map(([, to]) => to)],
    );
    results = new Map(rows.map(({ pair, result }) => [pair, result]));
  }, 120_000);

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  test("has a USING clause exactly where PostgreSQL does not convert by itself", () => {
    const refused = pairs
      .map((pair) => pair.join(" → "))
      .filter(
        (pair) => !["kept", "rewritten"].includes(results.get(pair) ?? ""),
      );
    const cast = pairs
      .filter(([from, to]) => castBetween("c", from, to) !== undefined)
      .map((pair) => pair.join(" → "));
    expect(cast).toEqual(refused);
  });

  test("is called harmless exactly where PostgreSQL leaves the table's file alone", () => {
    const kept = pairs
      .map((pair) => pair.join(" → "))
      .filter((pair) => results.get(pair) === "kept")
      // It stays in place only while the time zone of the session is UTC, which is not known beforehand.
      .filter(
        (pair) =>
          !/^timestamp.* → timestamp.* (with|without) time zone$/.test(pair) ||
          sameZone(pair),
      );
    const harmless = pairs
      .filter((pair) => effectOfTypeChange(...pair) === "keeps storage")
      .map((pair) => pair.join(" → "));
    expect(harmless).toEqual(kept);
  });
});

const ranges: readonly (readonly [
  type: string,
  value: string,
  then: string,
])[] = [
  ["int4range", "[1,4)", "[1,4)"],
  ["int8range", "[1,4)", "[1,4)"],
  ["numrange", "[1,4)", "[1,4)"],
  ["int4range[]", '{"[1,4)",empty,NULL}', '{"[1,4)",empty,NULL}'],
  ["int8range[]", '{"[1,4)",empty,NULL}', '{"[1,4)",empty,NULL}'],
  ["daterange", "[2024-01-01,)", "[2024-01-01,)"],
  ["tsrange", "[2024-01-01,)", '["2024-01-01 00:00:00",)'],
  ["tstzrange", "[2024-01-01,)", '["2024-01-01 00:00:00+00",)'],
];
const rangePairs = ranges.flatMap((from) =>
  ranges
    .filter((to) => to !== from && isKin(from[0], to[0]))
    .map((to) => [from[0], to[0], from[1], to[2]] as const),
);

describeEachEngine("A range that becomes another kind of range", (engine) => {
  test("keeps its values, though PostgreSQL has no cast for it", async () => {
    const database = await engine.create();
    const session = await openDatabase(database.url);
    await session.script("set timezone to 'UTC'");
    for (const [from, to, before, after] of rangePairs) {
      await session.script(
        `create table tried (c ${from}); insert into tried values ('${before}');
         alter table tried alter column c type ${to} using ${castBetween("c", from, to) ?? ""}`,
      );
      expect([to, await session.one("select c::text as c from tried")]).toEqual(
        [to, { c: after }],
      );
      await session.script("drop table tried");
    }
    await session.close();
    await database.drop();
  });
});

function isKin(from: string, to: string): boolean {
  const family = (type: string): boolean[] => [
    type.endsWith("[]"),
    /^(int|num)/.test(type),
  ];
  return String(family(from)) === String(family(to));
}

function sameZone(pair: string): boolean {
  const [from = "", to = ""] = pair
    .split(" → ")
    .map((type) => type.replace("(3)", ""));
  return from === to;
}
