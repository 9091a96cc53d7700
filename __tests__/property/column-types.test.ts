import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { arrayOf } from "../../lib/types/array";
import { integerColumnType } from "../../lib/types/integer";
import { jsonbType } from "../../lib/types/json";
import { timestamptzType } from "../../lib/types/timestamp";
import {
  arrayCases,
  citextCases,
  scalarCases,
  vectorCases,
} from "../support/column-values";
import { sayNothingToSee } from "../support/cannot-run";
import { isLarge } from "../support/type-case";
import type { TypeCase } from "../support/type-case";
import { describeEachEngine } from "../support/engines";
import { openTextSession } from "../support/text-session";
import type { TextSession } from "../support/text-session";

const label = ({ type }: TypeCase): string =>
  `${type.sqlName} as ${type.valueName}`;
const named = (cases: readonly TypeCase[]): [string, TypeCase][] =>
  cases.map((each) => [label(each), each]);

/** Values go to the server by the hundred: a round trip each would take minutes. */
const batchSize = 100;
const batches = 3;

/** What the first engine printed for the extremes; all others must print the same. */
const printed = new Map<string, readonly string[]>();

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

  /** @returns what the server printed */
  async function checkRoundTrip(
    { type, read }: TypeCase,
    values: readonly unknown[],
  ): Promise<readonly string[]> {
    const texts = await session.printAll(type, values);
    const back = texts.map((text) => type.decode(text, "the value"));
    const isSame = (value: unknown, index: number): boolean =>
      type.equals(back[index], value) &&
      (read === undefined ||
        isDeepStrictEqual(back[index], read(value as never)));
    expect(values.filter((value, index) => !isSame(value, index))).toEqual([]);
    // What was read and is written again gives the very same text.
    expect(await session.printAll(type, back)).toEqual(texts);
    return texts;
  }

  async function checkRandom(each: TypeCase): Promise<void> {
    const many = fc.array(each.values, {
      minLength: batchSize,
      maxLength: batchSize,
    });
    await fc.assert(
      fc.asyncProperty(many, async (values) => {
        await checkRoundTrip(each, values);
      }),
      // The failure lists the values that differ; making the others smaller would only take time.
      { numRuns: batches, endOnFailure: true },
    );
  }

  test.each(named([...scalarCases, ...arrayCases]))("%s", async (_, each) => {
    await checkRandom(each);
  });

  test.each(named([...scalarCases, ...arrayCases]))(
    "%s at its limits, printed alike by all engines",
    async (name, each) => {
      const texts = await checkRoundTrip(each, each.extremes);
      if (!printed.has(name)) printed.set(name, texts);
      expect(texts).toEqual(printed.get(name));
    },
  );

  test("citext as string, of the extension", async () => {
    await session.row("create extension citext");
    for (const each of citextCases) {
      await checkRandom(each);
      await checkRoundTrip(each, each.extremes);
    }
  });

  test("vectors, of the extension", async () => {
    const [available] = await session.row(
      "select count(*) from pg_available_extensions where name = 'vector'",
    );
    if (available === "0") {
      sayNothingToSee("the server has no extension vector");
      return;
    }
    await session.row("create extension vector");
    for (const each of vectorCases) {
      await checkRandom(each);
      await checkRoundTrip(each, each.extremes);
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

  test.each([
    "set bytea_output to 'escape'",
    "set IntervalStyle to 'iso_8601'",
    "set IntervalStyle to 'sql_standard'",
    "set extra_float_digits to 3",
    "set timezone to 'America/New_York'",
    "set timezone to 'Asia/Kolkata'",
    "set timezone to 'Pacific/Auckland'",
    "set timezone to 'Europe/Amsterdam'",
    "set timezone to 'Africa/Monrovia'",
  ])("values are the same after %s", async (setting) => {
    await session.row(setting);
    for (const each of scalarCases) {
      if (each.property === "interval" && setting.includes("Interval"))
        continue;
      const small = each.extremes.filter((value) => !isLarge(value));
      await checkRoundTrip(each, small);
    }
    const [inUtc] = await session.row(
      "select ($1::timestamptz at time zone 'UTC')::text",
      timestamptzType.encode(new Date("2024-07-01T00:00:00Z"), "v"),
    );
    expect(inUtc).toBe("2024-07-01 00:00:00");
    await session.row("reset all");
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
