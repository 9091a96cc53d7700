import { connect, jsonNull, Range, sql } from "arx";
import type { Database } from "arx";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";

/** What a cell of each of PostgreSQL's types is in the rows of raw SQL. */
const cells: readonly (readonly [expression: string, value: unknown])[] = [
  ["null::integer", null],
  ["(-32768)::smallint", -32_768],
  ["2147483647::integer", 2_147_483_647],
  ["9007199254740991::bigint", 9_007_199_254_740_991],
  ["count(*)", 1],
  ["sum(1::bigint)", "1"],
  ["avg(2)", "2.0000000000000000"],
  ["1.50::numeric(5,2)", "1.50"],
  ["'NaN'::numeric", "NaN"],
  ["0.1::real", 0.1],
  ["'-0'::double precision", -0],
  ["'Infinity'::double precision", Infinity],
  ["'NaN'::real", Number.NaN],
  ["true", true],
  ["'a'::text", "a"],
  ["'unknown'", "unknown"],
  ["'a'::varchar(3)", "a"],
  ["'a'::char(3)", "a  "],
  ["'a'::name", "a"],
  ["'a'::\"char\"", "a"],
  [
    "lower('F47AC10B-58CC-4372-A567-0E02B2C3D479')::uuid",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",
  ],
  ["'2024-02-29'::date", "2024-02-29"],
  ["'infinity'::date", "infinity"],
  ["'09:30'::time", "09:30:00"],
  ["'09:30+02'::timetz", "09:30:00+02"],
  [
    "'2024-01-01 00:00:00.123456'::timestamp",
    new Date("2024-01-01T00:00:00.123Z"),
  ],
  ["'2024-01-01 02:00:00+02'::timestamptz", new Date("2024-01-01T00:00:00Z")],
  [
    "'2024-01-01 00:00:00+00:00:28'::timestamptz",
    new Date("2023-12-31T23:59:32Z"),
  ],
  [
    "interval '1 year 2 months 3 days 4 hours'",
    "1 year 2 mons 3 days 04:00:00",
  ],
  [`'{"a":[1,null]}'::json`, { a: [1, null] }],
  [`'{"b":1,"a":2,"a":3}'::json`, { b: 1, a: 3 }],
  [`'{"b":1,"a":2,"a":3}'::jsonb`, { a: 3, b: 1 }],
  ["'null'::jsonb", null],
  ["'9007199254740993'::jsonb", 9_007_199_254_740_992],
  ["'1e400'::jsonb", Infinity],
  ["'\\x00ff'::bytea", Buffer.from([0, 255])],
  ["'10.0.0.1'::inet", "10.0.0.1"],
  ["'10/8'::cidr", "10.0.0.0/8"],
  ["'08002b010203'::macaddr", "08:00:2b:01:02:03"],
  ["'08002b0102030405'::macaddr8", "08:00:2b:01:02:03:04:05"],
  ["'a fat cat'::tsvector", "'a' 'cat' 'fat'"],
  ["'a & b'::tsquery", "'a' & 'b'"],
  ["point(1, -0.5)", { x: 1, y: -0.5 }],
  ["circle(point(0, 0), 1)", "<(0,0),1>"],
  ["B'101'", "101"],
  ["12.5::money::numeric", "12.50"],
  ["1::oid", "1"],
  ["'pg_class'::regclass", "pg_class"],
  ["int4range(1, 5, '[]')", new Range(1, 6)],
  ["int8range(null, 5)", new Range(null, 5)],
  ["numrange(1.5, 2.5, '(]')", new Range("1.5", "2.5", "(]")],
  ["daterange('2024-01-01', 'infinity')", new Range("2024-01-01", "infinity")],
  [
    "tsrange('2024-01-01', null)",
    new Range(new Date("2024-01-01T00:00:00Z"), null),
  ],
  [
    "tstzrange('2024-01-01 00:00+00', '2024-01-02 00:00+00')",
    new Range(
      new Date("2024-01-01T00:00:00Z"),
      new Date("2024-01-02T00:00:00Z"),
    ),
  ],
  ["'empty'::int4range", Range.empty()],
  ["int4multirange(int4range(1, 3), int4range(5, 9))", "{[1,3),[5,9)}"],
  ["array[1, null]::integer[]", [1, null]],
  [
    "array[[1,2],[3,4]]::bigint[]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["'{}'::text[]", []],
  [
    `array['a,b', 'c"d', '{}', null, '', 'NULL', '\\']`,
    ["a,b", 'c"d', "{}", null, "", "NULL", "\\"],
  ],
  ["array[1.50, null]::numeric[]", ["1.50", null]],
  ["array['2024-01-01']::date[]", ["2024-01-01"]],
  [
    "array['2024-01-01 00:00+00']::timestamptz[]",
    [new Date("2024-01-01T00:00:00Z")],
  ],
  ["array['09:30+02']::timetz[]", ["09:30:00+02"]],
  ["array['1 day']::interval[]", ["1 day"]],
  [`array['{"a":1}', null]::jsonb[]`, [{ a: 1 }, null]],
  ["array['\\x01']::bytea[]", [Buffer.from([1])]],
  ["array['10.0.0.1']::inet[]", ["10.0.0.1"]],
  ["array[point(1, 2)]", [{ x: 1, y: 2 }]],
  ["array[int4range(1, 3)]", [new Range(1, 3)]],
  ["array[true, false]", [true, false]],
  ["array['a'::name]", ["a"]],
  ["array[1::oid]", ["1"]],
  // A record is the text of the record: what its parts are, only its own type would tell.
  [
    "row(1, 'a b', null, array['x', 'y z'], '\"')",
    '(1,"a b",,"{x,""y z""}","""")',
  ],
  ["row()", "()"],
  ["array[row(1, 'a'), row(2, null)]", ["(1,a)", "(2,)"]],
  ["(1, 2)::pair", "(1,2)"],
  ["'fine'::feeling", "fine"],
  ["array['fine']::feeling[]", "{fine}"],
  ["5::positive", 5],
  [
    "json_build_object('n', 1.50, 'b', 9007199254740991, 't', timestamptz '2024-01-01 00:00+00', 'r', row(1, 'a'))",
    {
      n: 1.5,
      b: 9_007_199_254_740_991,
      t: "2024-01-01T00:00:00+00:00",
      r: { f1: 1, f2: "a" },
    },
  ],
  [
    "jsonb_agg(row_to_json(row(true, '\\x01'::bytea)))",
    [{ f1: true, f2: "\\x01" }],
  ],
];

/** What a parameter of raw SQL is to PostgreSQL. */
const parameters: readonly (readonly [
  value: unknown,
  cast: string,
  back: unknown,
])[] = [
  ["a", "text", "a"],
  [1, "integer", 1],
  [-0, "float8", -0],
  [Number.NaN, "float8", Number.NaN],
  [-Infinity, "numeric", "-Infinity"],
  [2n ** 63n - 1n, "numeric", "9223372036854775807"],
  [true, "boolean", true],
  [null, "text", null],
  [
    new Date("-000001-06-01T00:00:00.001Z"),
    "timestamptz",
    new Date("-000001-06-01T00:00:00.001Z"),
  ],
  [Buffer.from([0, 92, 255]), "bytea", Buffer.from([0, 92, 255])],
  [new Uint8Array(0), "bytea", Buffer.alloc(0)],
  [{ a: [1, { b: null }] }, "jsonb", { a: [1, { b: null }] }],
  [jsonNull, "jsonb", null],
  [[1, null, 3], "integer[]", [1, null, 3]],
  [
    ["a,b", 'c"d', "{}", null, "", "NULL"],
    "text[]",
    ["a,b", 'c"d', "{}", null, "", "NULL"],
  ],
  [
    [
      [1, 2],
      [3, 4],
    ],
    "integer[]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [[{ a: 1 }, null], "jsonb[]", [{ a: 1 }, null]],
  [[new Date(0)], "timestamptz[]", [new Date(0)]],
  [new Range(1, 5, "[]"), "int4range", new Range(1, 6)],
  [new Range(new Date(0), null), "tstzrange", new Range(new Date(0), null)],
  [new Range('a"b\\c', "d,e"), "textrange", String.raw`["a""b\\c","d,e")`],
  [[Range.empty()], "int4range[]", [Range.empty()]],
];

describeEachEngine("Raw SQL", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await db.script(
      `create type pair as (a integer, b integer);
       create type feeling as enum ('fine');
       create domain positive as integer check (value > 0);
       create type textrange as range (subtype = text)`,
    );
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  test("gives a value of JavaScript for every type", async () => {
    const list = cells.map(
      ([expression], index) => `${expression} as c${String(index)}`,
    );
    const row = await db.one<Record<string, unknown>>(
      `select ${list.join(", ")}`,
    );
    expect(
      cells.map(([expression], index) => [
        expression,
        row[`c${String(index)}`],
      ]),
    ).toEqual(cells);
  });

  test("takes a value of JavaScript for every type", async () => {
    for (const [value, cast, back] of parameters) {
      const row = await db.one<{ v: unknown; isNull: boolean }>(
        `select $1::${cast} as v, $1 is null as "isNull"`,
        [value],
      );
      expect([cast, row.v, row.isNull]).toEqual([cast, back, value === null]);
    }
  });

  test("gives the same through the sql tag", async () => {
    expect(
      await sql`select ${[1, 2]}::integer[] as list, ${new Range(1, 2)}::int4range as range, row(${1}::int, null) as record`,
    ).toEqual([{ list: [1, 2], range: new Range(1, 2), record: "(1,)" }]);
  });
});
