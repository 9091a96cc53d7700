import fc from "fast-check";
import { arrayOf } from "../../lib/types/array";
import { bigintType } from "../../lib/types/bigint";
import { booleanType } from "../../lib/types/boolean";
import { byteaType } from "../../lib/types/bytea";
import type { ColumnType } from "../../lib/types/column-type";
import { dateType } from "../../lib/types/date";
import { enumType } from "../../lib/types/enum";
import { doubleType, realType } from "../../lib/types/float";
import { integerColumnType, smallintType } from "../../lib/types/integer";
import { jsonType, jsonbType } from "../../lib/types/json";
import { numericType } from "../../lib/types/numeric";
import {
  charType,
  cidrType,
  citextType,
  inetType,
  intervalType,
  macaddrType,
  textType,
  tsvectorType,
  varcharType,
} from "../../lib/types/text";
import { timeType } from "../../lib/types/time";
import { timestampType, timestamptzType } from "../../lib/types/timestamp";
import { uuidType } from "../../lib/types/uuid";
import { describeEachEngine } from "../support/engines";
import { openTextSession } from "../support/text-session";
import type { TextSession } from "../support/text-session";

const isStorable = (text: string): boolean =>
  !text.includes("\0") && !/\p{Surrogate}/u.test(text);

const texts = fc.oneof(
  fc.string().filter(isStorable),
  fc.string({ unit: "binary" }).filter(isStorable),
  fc.constantFrom(
    "",
    "NULL",
    "null",
    "{}",
    '"',
    "\\",
    ",",
    " ",
    "'",
    "a\nb\t",
    "\u2028",
  ),
);
const doubles = fc.oneof(
  fc.double(),
  fc.constantFrom(
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    5e-324,
    Number.MAX_VALUE,
    Number.EPSILON,
  ),
);
const dates = fc.oneof(
  fc.date({
    min: new Date(Date.UTC(-4712, 0, 2)),
    max: new Date(8.64e15 - 86_400_000),
    noInvalidDate: true,
  }),
  fc.date({
    min: new Date("1850-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  }),
  fc
    .constantFrom(
      "0000-12-31T23:59:59.999Z",
      "0001-01-01T00:00:00Z",
      "0099-06-01T12:00:00.5Z",
      "9999-12-31T23:59:59.999Z",
    )
    .map((iso) => new Date(iso)),
);
const pad = (value: number, length: number): string =>
  String(value).padStart(length, "0");
const days = fc.oneof(
  dates
    .filter((date) => date.getUTCFullYear() >= 1)
    .map(
      (date) =>
        `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`,
    ),
  fc.constantFrom(
    "5874897-12-31",
    "4713-01-01 BC",
    "0044-03-15 BC",
    "infinity",
    "-infinity",
    "2024-02-29",
  ),
);
const times = fc.oneof(
  fc
    .tuple(fc.nat(23), fc.nat(59), fc.nat(59), fc.nat(999_999))
    .map(
      ([hours, minutes, seconds, micros]) =>
        `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(micros, 6)}`,
    ),
  fc.constantFrom("00:00", "24:00:00", "23:59:59.999999"),
);
const decimals = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("", "-", "+"),
      fc.bigInt({ min: 0n, max: 10n ** 40n }),
      fc.string({ unit: fc.constantFrom("0", "1", "5", "9"), maxLength: 30 }),
    )
    .map(([sign, whole, fraction]) => `${sign}${String(whole)}.${fraction}`),
  fc
    .tuple(fc.integer(), fc.integer({ min: -300, max: 300 }))
    .map(([digits, exponent]) => `${String(digits)}e${String(exponent)}`),
  fc.constantFrom(
    "NaN",
    "0",
    "-0",
    ".5",
    "5.",
    "0.1",
    "1.10",
    "1e-16383",
    "1e131071",
  ),
);
const json = fc.jsonValue({ stringUnit: "binary" });
const jsonb = json.filter((value) => {
  const text = JSON.stringify(value);
  return !text.includes("\\u0000") && !/\\ud[89a-f]/.test(text);
});

type Case = readonly [type: ColumnType, values: fc.Arbitrary<unknown>];

const scalars: readonly Case[] = [
  [smallintType, fc.integer({ min: -32_768, max: 32_767 })],
  [integerColumnType, fc.integer()],
  [bigintType("number"), fc.maxSafeInteger()],
  [bigintType("bigint"), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  [
    bigintType("string"),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  ],
  [numericType(undefined, undefined), decimals],
  [numericType(12, 2), fc.integer().map((cents) => (cents / 100).toFixed(2))],
  [
    realType,
    fc.oneof(
      fc.float(),
      fc.constantFrom(
        -0,
        Number.NaN,
        Infinity,
        1.4e-45,
        3.4028234663852886e38,
        0.1,
      ),
    ),
  ],
  [doubleType, doubles],
  [booleanType, fc.boolean()],
  [textType, texts],
  [varcharType(undefined), texts],
  [
    varcharType(8),
    fc
      .string({ unit: "grapheme", maxLength: 1 })
      .filter(isStorable)
      .filter((text) => Array.from(text).length <= 8),
  ],
  [charType(10), fc.string({ maxLength: 10 }).filter(isStorable)],
  [enumType(["a", "b c", "NULL"]), fc.constantFrom("a", "b c", "NULL")],
  [
    uuidType,
    fc.oneof(
      fc.uuid(),
      fc.uuid().map((text) => text.toUpperCase()),
    ),
  ],
  [dateType, days],
  [timeType, times],
  [timestampType, dates],
  [timestamptzType, dates],
  [
    intervalType,
    fc.constantFrom(
      "00:00:00",
      "1 year 2 mons 3 days 04:05:06.789",
      "-1 days +02:03:00",
      "-00:00:00.000001",
    ),
  ],
  [jsonType, json],
  [jsonbType, jsonb],
  [byteaType, fc.uint8Array({ maxLength: 300 })],
  [
    inetType,
    fc.oneof(fc.ipV4(), fc.constantFrom("10.1.2.3/8", "::1", "2001:db8::/32")),
  ],
  [cidrType, fc.constantFrom("10.0.0.0/8", "192.168.1.1/32", "2001:db8::/32")],
  [macaddrType, fc.constantFrom("08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff")],
  [tsvectorType, fc.constantFrom("", "'a' 'fat':2A 'rat''s'", "'x':1,3")],
];

/** Arrays of one dimension with NULLs, and boxes of two. */
function arraysOf([element, values]: Case): Case {
  const nullable = fc.option(values, { freq: 4 });
  const box = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .chain(([height, width]) =>
      fc.array(fc.array(nullable, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    );
  const isJson = element === jsonType || element === jsonbType;
  // A JSON null inside an array is SQL NULL to the driver and null to the program: equal, so no case of its own.
  return [
    arrayOf(element),
    isJson ? fc.array(nullable) : fc.oneof(fc.array(nullable), box),
  ];
}

const label = ({ sqlName, valueName }: ColumnType): string =>
  `${sqlName} as ${valueName}`;
const named = (cases: readonly Case[]): [string, ...Case][] =>
  cases.map((each) => [label(each[0]), ...each]);

describeEachEngine("values travel to the server and back", (engine) => {
  let database: Awaited<ReturnType<typeof engine.create>>;
  let session: TextSession;

  beforeAll(async () => {
    database = await engine.create();
    session = await openTextSession(database.url);
  });
  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  async function checkRoundTrip(
    type: ColumnType,
    value: unknown,
  ): Promise<void> {
    const text = await session.print(type, value);
    const back = type.decode(text, "the value");
    expect(type.equals(back, value)).toBe(true);
    // What was read and is written again gives the very same row.
    expect(await session.print(type, back)).toBe(text);
  }

  test.each(named(scalars))("%s", async (_, type, values) => {
    await fc.assert(
      fc.asyncProperty(values, (value) => checkRoundTrip(type, value)),
    );
  });

  test.each(named(scalars.map(arraysOf)))("%s", async (_, type, values) => {
    await fc.assert(
      fc.asyncProperty(values, (value) => checkRoundTrip(type, value)),
    );
  });

  test("citext as string, where the server has the extension", async () => {
    const [found] = await session.row(
      "select count(*) from pg_available_extensions where name = 'citext'",
    );
    if (found === "0") return;
    await session.row("create extension citext");
    for (const [type, values] of [
      [citextType, texts] as const,
      arraysOf([citextType, texts]),
    ]) {
      await fc.assert(
        fc.asyncProperty(values, (value) => checkRoundTrip(type, value)),
      );
    }
  });

  test("an exact -0 and NaN come back as they were", async () => {
    for (const value of [-0, Number.NaN, 5e-324]) {
      expect(
        doubleType.decode(await session.print(doubleType, value), "v"),
      ).toBe(value);
    }
  });

  test("a sum of numerics keeps every digit", async () => {
    const [sum] = await session.row(
      "select $1::numeric + $2::numeric",
      "0.1",
      "0.2",
    );
    expect(sum).toBe("0.3");
  });

  test("an object in jsonb is an object, encoded once", async () => {
    const [kind] = await session.row(
      "select jsonb_typeof($1::jsonb)",
      jsonbType.encode({ a: 1 }, "v"),
    );
    expect(kind).toBe("object");
  });

  test("arrays whose subscripts do not begin at 1 are read", async () => {
    const [text] = await session.row(
      `select '[0:1][2:3]={{1,2},{3,NULL}}'::integer[]`,
    );
    expect(text).toBe("[0:1][2:3]={{1,2},{3,NULL}}");
    expect(arrayOf(integerColumnType).decode(text as string, "v")).toEqual([
      [1, 2],
      [3, null],
    ]);
  });

  test("bytes are read in the escape format too", async () => {
    await session.row("set bytea_output = 'escape'");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), (value) =>
        checkRoundTrip(byteaType, value),
      ),
    );
    await session.row("set bytea_output = 'hex'");
  });

  test.each([
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "Europe/Amsterdam",
    "Africa/Monrovia",
  ])("instants are the same in a session of %s", async (zone) => {
    await session.row(`set timezone = '${zone}'`);
    for (const type of [timestamptzType, timestampType]) {
      await fc.assert(
        fc.asyncProperty(dates, (value) => checkRoundTrip(type, value)),
      );
    }
    await fc.assert(
      fc.asyncProperty(days, (value) => checkRoundTrip(dateType, value)),
    );
    const [inUtc] = await session.row(
      "select ($1::timestamptz at time zone 'UTC')::text",
      timestamptzType.encode(new Date("2024-07-01T00:00:00Z"), "v"),
    );
    expect(inUtc).toBe("2024-07-01 00:00:00");
    await session.row("set timezone = 'UTC'");
  });

  test("microseconds are cut, not rounded", async () => {
    const [text] = await session.row(
      "select timestamptz '1969-12-31 23:59:59.999999+00'",
    );
    expect(timestamptzType.decode(text as string, "v").toISOString()).toBe(
      "1969-12-31T23:59:59.999Z",
    );
  });
});
