import fc from "fast-check";
import { insertAll } from "../../lib/persistence/insert-all";
import { upsertAll } from "../../lib/persistence/upsert-all";
import { describeEachEngine } from "../support/engines";
import { emptyTables, openPersistence } from "../support/persistence-database";
import type { PersistenceDatabase } from "../support/persistence-database";
import { City, Country } from "../support/persistence-models";

/** Text of any kind that PostgreSQL can hold, often of what array literals treat in a special way. */
const text = fc.oneof(
  fc.constantFrom(
    "",
    "NULL",
    "null",
    '"',
    "\\",
    "{}",
    ",",
    " ",
    "\n",
    "a b",
    "{,}",
    "'",
  ),
  fc
    .string({ unit: "binary", maxLength: 5 })
    .map((raw) => raw.replaceAll("\0", "")),
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    text,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const attributes = fc.record(
  {
    population: fc.option(fc.integer()),
    isCapital: fc.boolean(),
    note: text,
    short: fc.option(text.map((raw) => Array.from(raw).slice(0, 3).join(""))),
    tags: fc.array(text, { maxLength: 3 }),
    meta: json,
    price: fc.option(
      fc
        .integer({ min: -9_999_999, max: 9_999_999 })
        .map((cents) => (cents / 100).toFixed(2)),
    ),
  },
  { requiredKeys: [] },
);

const defaults = {
  population: 7,
  isCapital: true,
  note: "none",
  short: null,
  tags: [],
  meta: null,
  price: null,
};

describeEachEngine("rows of any shape", (engine) => {
  let opened: PersistenceDatabase;

  beforeAll(async () => {
    opened = await openPersistence(engine);
  });

  afterAll(() => opened.close());

  it("are stored as they are given, with defaults for the rest, and found by their keys", async () => {
    const batchSize = fc.option(fc.integer({ min: 1, max: 4 }), {
      nil: undefined,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(attributes, { maxLength: 6 }),
        batchSize,
        async (rows, size) => {
          await emptyTables(opened.database);
          await Country.create({ code: "de", name: "Germany" });
          const given = rows.map((row, index) => ({
            ...row,
            name: String(index),
            country: "de",
          }));
          const options = size === undefined ? {} : { batchSize: size };
          const inserted = await insertAll(City.meta, given, options);
          expect(inserted).toMatchObject({
            count: rows.length,
            inserted: rows.length,
          });
          await expectStored(inserted.keys, rows);

          const again = await upsertAll(City.meta, given, {
            ...options,
            on: ["country", "name"],
          });
          expect(again.keys).toEqual(inserted.keys);
          expect(again.inserted).toBe(0);
          await expectStored(again.keys, rows);
        },
      ),
      { numRuns: 25 },
    );
  });

  async function expectStored(
    keys: readonly unknown[],
    rows: readonly object[],
  ): Promise<void> {
    const found = await City.find(keys as number[]);
    const stored = found.map((city) => Object.assign({}, city));
    expect(stored).toEqual(
      rows.map(
        (row, index) =>
          expect.objectContaining({
            ...defaults,
            ...row,
            name: String(index),
          }) as unknown,
      ),
    );
  }
});
