import { connect, DatabaseError, Range, sql, TypeMismatchError } from "arx";
import type { Database } from "arx";
import { countQueries } from "arx/testing";
import { arrayCases, scalarCases } from "../support/column-values";
import { createTables } from "../support/create-schema";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { specimenOf } from "../support/specimen";

const { model: Specimen, tables } = specimenOf([...scalarCases, ...arrayCases]);

const circle: unknown[] = [];
circle.push(circle);

/** Values of JavaScript that a column does not take, and what arx says before any SQL. */
const mistakes: readonly (readonly [
  property: string,
  value: unknown,
  message: string,
])[] = [
  [
    "smallint",
    32_768,
    "an integer from -32768 to 32767, not a number beyond that",
  ],
  ["smallint", 1.5, "an integer, not a number with a fraction"],
  ["integer", "25", "an integer, not a string"],
  ["integer", Number.NaN, "an integer, not NaN"],
  [
    "integer",
    -(2 ** 31) - 1,
    "an integer from -2147483648 to 2147483647, not a number beyond that",
  ],
  [
    "bigint",
    2 ** 53,
    "an integer from -9007199254740991 to 9007199254740991, not a number beyond that",
  ],
  ["bigint", 1n, "an integer, not a bigint"],
  ["bigintAsBigint", 1, "a bigint, not a number"],
  [
    "bigintAsBigint",
    2n ** 63n,
    "a bigint from -9223372036854775808 to 9223372036854775807, not one beyond that",
  ],
  ["bigintAsString", "1.0", "a string of digits, not another string"],
  ["numeric", 0.1, "a decimal number as a string, not a number"],
  ["numeric", "1,5", "a decimal number as a string, not another string"],
  ["real", 1e39, "a number within the range of real, not one beyond it"],
  ["double", "0.1", "a number, not a string"],
  ["boolean", 1, "a boolean, not a number"],
  ["boolean", "t", "a boolean, not a string"],
  ["text", 5, "a string, not a number"],
  ["text", "a\0", "a string, not a string with a NUL character"],
  ["text", "\ud800", "a string, not a string with half a surrogate pair"],
  ["text", new Date(), "a string, not a Date"],
  ["varchar", "\udc00a", "a string, not a string with half a surrogate pair"],
  ["short", "123456789", "at most 8 characters, not a longer string"],
  ["char", "12345678901", "at most 10 characters, not a longer string"],
  [
    "enumeration",
    "z",
    'one of "a", "b c", "NULL", "it\'s", "ü{}\\\\", not another string',
  ],
  ["uuid", "1234", "a UUID, not another string"],
  ["date", new Date(), "a date as YYYY-MM-DD, not a Date"],
  ["date", "2023-02-29", "a date as YYYY-MM-DD, not a day no calendar has"],
  ["time", "25:00", "a time as HH:MM:SS, not a time no clock shows"],
  [
    "timetz",
    "12:00",
    "a time with its offset as HH:MM:SS+HH:MM, not another string",
  ],
  [
    "timetz",
    "12:00:00+16",
    "a time with its offset as HH:MM:SS+HH:MM, not a time no clock shows",
  ],
  ["timestamp", "2024-01-01", "a Date, not a string"],
  ["timestamptz", new Date(Number.NaN), "a Date, not an invalid Date"],
  [
    "timestamptz",
    new Date(-8.64e15),
    "a Date that PostgreSQL can hold, not one before November 4714 BC",
  ],
  ["interval", 5, "a string, not a number"],
  ["json", circle, "a JSON value, not an object that contains itself at [0]"],
  ["jsonb", { a: [1n] }, "a JSON value, not a bigint at .a[0]"],
  ["jsonb", { a: undefined }, "a JSON value, not undefined at .a"],
  ["jsonb", ["a\0"], "a JSON value, not a string with a NUL character at [0]"],
  [
    "jsonb",
    { "\ud800": 1 },
    "a JSON value, not a string with half a surrogate pair at .\ud800",
  ],
  ["bytea", "abc", "a Buffer or Uint8Array, not a string"],
  [
    "inet",
    "10.1",
    "an IP address as 192.168.0.1, 192.168.0.1/24 or 2001:db8::1, not another string",
  ],
  [
    "inet",
    "1.2.3.4/33",
    "an IP address as 192.168.0.1, 192.168.0.1/24 or 2001:db8::1, not another string",
  ],
  [
    "cidr",
    "office",
    "a network as 192.168.0.0/24 or 2001:db8::/32, not another string",
  ],
  [
    "macaddr",
    "08:00:2b:01:02",
    "a MAC address as 08:00:2b:01:02:03, not another string",
  ],
  ["tsvector", 1, "a string, not a number"],
  ["point", [1, 2], "{ x, y }, not an array"],
  ["point", { x: 1, y: 2, z: 3 }, "{ x, y }, not an object"],
  ["int4range", [1, 2], "a Range<number>, not an array"],
  ["daterange", "[2024-01-01,2024-02-01)", "a Range<string>, not a string"],
  ["textList", "a", "an array, not a string"],
  [
    "integerList",
    [[1], [2, 3]],
    "nested arrays of one length, not ragged or empty ones",
  ],
];

/** Mistakes inside a value, whose place is told. */
const placedMistakes: readonly (readonly [
  property: string,
  value: unknown,
  place: string,
  message: string,
])[] = [
  ["integerList", [1, "2"], "[1]", "an integer, not a string"],
  [
    "textList",
    [["a"], ["\0"]],
    "[1][0]",
    "a string, not a string with a NUL character",
  ],
  ["timestampList", [undefined], "[0]", "a Date, not undefined"],
  ["point", { x: "1", y: 2 }, ".x", "a number, not a string"],
  [
    "int4range",
    new Range(1.5, 2),
    ".lower",
    "an integer, not a number with a fraction",
  ],
  [
    "tstzrange",
    new Range<unknown>(new Date(0), "x"),
    ".upper",
    "a Date, not a string",
  ],
];

const allMistakes = [
  ...mistakes.map(
    ([property, value, rest]) => [property, value, "", rest] as const,
  ),
  ...placedMistakes,
];

/** Statements that the server itself refuses, with PostgreSQL's own words. */
const refusals: readonly (readonly [
  statement: string,
  sqlState: string,
  message: string,
])[] = [
  ["select $1::integer", "22P02", 'invalid input syntax for type integer: "…"'],
  [
    "insert into bounds (money) values (12345.678)",
    "22003",
    "numeric field overflow",
  ],
  [
    "insert into bounds (small) values (40000)",
    "22003",
    "smallint out of range",
  ],
  [
    "insert into bounds (short) values ('abcd')",
    "22001",
    "value too long for type character varying(3)",
  ],
  [
    "insert into bounds (fixed) values ('abcd')",
    "22001",
    "value too long for type character(3)",
  ],
  [
    "insert into bounds (mood) values ('sad')",
    "23514",
    'new row for relation "bounds" violates check constraint "bounds_mood_check"',
  ],
  [
    "insert into bounds (feeling) values ('sad')",
    "22P02",
    'invalid input value for enum feeling: "…"',
  ],
  [
    "insert into bounds (id) values (null)",
    "23502",
    'null value in column "id" of relation "bounds" violates not-null constraint',
  ],
  ["select 1 / 0", "22012", "division by zero"],
  ["select 9223372036854775807 + 1", "22003", "bigint out of range"],
  ["select 1e308::float8 * 10", "22003", "value out of range: overflow"],
  [
    "select '2024-02-30'::date",
    "22008",
    'date/time field value out of range: "…"',
  ],
  [
    "select '294277-01-01'::timestamptz",
    "22008",
    'timestamp out of range: "…"',
  ],
  ["select '{1,{2}}'::integer[]", "22P02", 'malformed array literal: "…"'],
  ["select '{\"a\":}'::jsonb", "22P02", "invalid input syntax for type json"],
  [
    "select '\"\\u0000\"'::jsonb",
    "22P05",
    "unsupported Unicode escape sequence",
  ],
  ["select '10.0.0.1/8'::cidr", "22P02", 'invalid cidr value: "…"'],
  [
    "select '[2,1]'::int4range",
    "22000",
    "range lower bound must be less than or equal to range upper bound",
  ],
  [
    "select 'soon'::interval",
    "22007",
    'invalid input syntax for type interval: "…"',
  ],
  [
    "select '\\x0'::bytea",
    "22023",
    "invalid hexadecimal data: odd number of digits",
  ],
];

describeEachEngine("A value that a column cannot hold", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await createTables(db, [tables]);
    await db.execute("create type feeling as enum ('fine')");
    await db.execute(
      `create table bounds (id integer not null default 1, money numeric(5,2), small smallint, short varchar(3),
       fixed char(3), mood text check (mood in ('fine')), feeling feeling)`,
    );
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  async function catchError(run: () => unknown): Promise<unknown> {
    try {
      return await run();
    } catch (error) {
      return error;
    }
  }

  test("is refused before any SQL, by create and insertAll in the same words", async () => {
    const { count } = await countQueries(async () => {
      for (const [property, value, place, rest] of allMistakes) {
        const data = { [property]: value };
        const errors = [
          await catchError(() => Specimen.create(data)),
          await catchError(() => Specimen.insertAll([{}, data])),
        ];
        expect(errors.map(String)).toEqual([
          `TypeMismatchError: Specimen.${property}${place} takes ${rest}.`,
          `TypeMismatchError: Specimen.${property}${place} in row 2 takes ${rest}.`,
        ]);
        expect(errors[0]).toBeInstanceOf(TypeMismatchError);
      }
    });
    expect(count).toBe(0);
  });

  test("is no condition either, unless it is a text too long to be found", async () => {
    const { count } = await countQueries(async () => {
      for (const [property, value, place, rest] of allMistakes) {
        if (/^(short|char|json|point)$/.test(property)) continue;
        const run = (): unknown =>
          Specimen.where({ [property]: { eq: value } });
        expect(String(await catchError(run))).toBe(
          `TypeMismatchError: Specimen.${property}${place} takes ${rest}.`,
        );
      }
    });
    expect(count).toBe(0);
  });

  test.each(refusals)(
    "%s is refused by the server",
    async (text, sqlState, message) => {
      const parameters = text.includes("$1") ? ["a secret"] : [];
      const error = await catchError(() => db.query(text, parameters));
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error).toMatchObject({ sqlState, message });
    },
  );

  test("that is infinite or beyond a Date is an error that says how to read it", async () => {
    for (const [text, what] of [
      ["infinity", "infinity"],
      ["-infinity", "-infinity"],
      ["294276-12-31 23:59:59+00", "an instant after the year 275760"],
    ]) {
      const error = await catchError(
        () => sql`select ${text}::timestamptz as until`,
      );
      expect(error).toMatchObject({
        code: "UNREADABLE_VALUE",
        message: `until holds ${String(what)}, which a JavaScript Date cannot hold.`,
        hint: 'Cast the column to text in an sql`…` query to read it, or keep null for "no end".',
      });
    }
  });

  test("that is no safe integer is an error, unless the mode says otherwise", async () => {
    const { keys } = await Specimen.insertAll([
      { bigintAsBigint: 2n ** 53n, bigintAsString: String(2n ** 53n) },
    ]);
    await db.execute("update specimens set bigint = 9007199254740992");
    expect(String(await catchError(() => Specimen.find(keys[0])))).toBe(
      "UnsafeIntegerError: Specimen.bigint holds 9007199254740992, which a JavaScript number cannot hold exactly.",
    );
    await db.execute("update specimens set bigint = null");
    expect(await Specimen.find(keys[0])).toMatchObject({
      bigintAsBigint: 2n ** 53n,
      bigintAsString: "9007199254740992",
    });
  });
});
