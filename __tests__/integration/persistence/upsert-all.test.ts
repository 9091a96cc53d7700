import type { Database } from "../../../lib/database/database";
import { sql } from "../../../lib/database/sql";
import {
  InvalidArgumentError,
  UnknownAttributeError,
} from "../../../lib/errors/query-error";
import {
  DuplicateRowError,
  UnknownConflictTargetError,
} from "../../../lib/errors/seed-error";
import { insertAll } from "../../../lib/persistence/insert-all";
import { upsertAll } from "../../../lib/persistence/upsert-all";
import type { UpsertAllOptions } from "../../../lib/persistence/upsert-all";
import { countQueries } from "../../../lib/testing/count-queries";
import { sayNothingToSee } from "../../support/cannot-run";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import {
  emptyTables,
  openPersistence,
  passAMillisecond,
} from "../../support/persistence-database";
import type { PersistenceDatabase } from "../../support/persistence-database";
import {
  City,
  Country,
  Place,
  Shelf,
  Token,
} from "../../support/persistence-models";

const cities = City.meta;
const byName: UpsertAllOptions = { on: ["country", "name"] };

describeEachEngine("upsertAll", (engine) => {
  let opened: PersistenceDatabase;
  let database: Database;

  beforeAll(async () => {
    opened = await openPersistence(engine);
    ({ database } = opened);
  });

  afterAll(() => opened.close());

  beforeEach(async () => {
    await emptyTables(database);
    await Country.create({ code: "de", name: "Germany" });
  });

  function rowsOf(
    ...names: readonly string[]
  ): { name: string; country: string; population: number }[] {
    return names.map((name, index) => ({
      name,
      country: "de",
      population: index,
    }));
  }

  it("sends nothing for no rows", async () => {
    const { count, result } = await countQueries(() =>
      upsertAll(cities, [], byName),
    );
    expect(count).toBe(0);
    expect(result).toEqual({ count: 0, keys: [], inserted: 0, updated: 0 });
  });

  it("inserts new rows, updates known ones and tells them apart", async () => {
    await insertAll(cities, rowsOf("Bonn"));
    const { statements, result } = await countQueries(() =>
      upsertAll(cities, rowsOf("Berlin", "Bonn", "Ulm"), byName),
    );
    expect(statements.map(({ text }) => text)).toEqual([
      'insert into "public"."cities" ("name", "country_id", "population") select * from unnest($1::text[], $2::text[], $3::integer[])' +
        ' on conflict ("country_id", "name") do update set "population" = excluded."population", "updated_at" = excluded."updated_at"' +
        ' returning "id", (xmax = 0) as inserted',
    ]);
    expect(result).toMatchObject({ count: 3, inserted: 2, updated: 1 });
    expect(result.keys[1]).toBe(1);
    const found = await City.find(result.keys as number[]);
    expect(found.map(({ name, population }) => [name, population])).toEqual([
      ["Berlin", 0],
      ["Bonn", 1],
      ["Ulm", 2],
    ]);
  });

  it("raises the time of the update and keeps the time of creation", async () => {
    await insertAll(cities, rowsOf("Bonn"));
    const before = await City.find(1);
    await passAMillisecond(database);
    await upsertAll(cities, rowsOf("Bonn"), byName);
    const after = await City.find(1);
    expect(after.createdAt).toEqual(before.createdAt);
    expect(after.updatedAt.getTime()).toBeGreaterThan(
      before.updatedAt.getTime(),
    );
  });

  it("updates only what it is told to", async () => {
    await insertAll(cities, [{ ...rowsOf("Bonn")[0], note: "old" }]);
    const row = { name: "Bonn", country: "de", population: 9, note: "new" };
    await upsertAll(cities, [row], { ...byName, update: ["note"] });
    expect(await City.find(1)).toMatchObject({ population: 0, note: "new" });
  });

  it("never sets back a column that a row does not give", async () => {
    await insertAll(cities, [
      { name: "Bonn", country: "de", note: "kept", population: 1 },
      { name: "Ulm", country: "de", note: "old", population: 1 },
    ]);
    await upsertAll(
      cities,
      [
        { name: "Bonn", country: "de", population: 2 },
        { name: "Ulm", country: "de", note: "new" },
      ],
      { ...byName, update: ["note", "population"] },
    );
    const stored = await database.query(
      "select name, note, population from cities order by name",
    );
    expect(stored).toEqual([
      { name: "Bonn", note: "kept", population: 2 },
      { name: "Ulm", note: "new", population: 1 },
    ]);
  });

  it("finds rows by the primary key", async () => {
    const rows = [
      { code: "de", name: "Deutschland" },
      { code: "fr", name: "France" },
    ];
    const result = await upsertAll(Country.meta, rows, { on: ["code"] });
    expect(result).toEqual({
      count: 2,
      keys: ["de", "fr"],
      inserted: 1,
      updated: 1,
    });
    expect((await Country.find("de")).name).toBe("Deutschland");
  });

  it("keeps the key of a known row whose key the client would make", async () => {
    const { keys } = await insertAll(Token.meta, [{ label: "a" }]);
    const result = await upsertAll(
      Token.meta,
      [{ label: "b" }, { label: "a" }],
      { on: ["label"] },
    );
    expect(result).toMatchObject({ count: 1, inserted: 1, updated: 0 });
    expect(result.keys[1]).toBe(keys[0]);
    expect(result.keys[0]).not.toBe(keys[0]);
  });

  it("takes fragments of SQL as values that are no part of the key", async () => {
    await insertAll(cities, rowsOf("Bonn"));
    const rows = [{ name: "Bonn", country: "de", population: sql`40 + 2` }];
    expect(await upsertAll(cities, rows, byName)).toEqual({
      count: 1,
      keys: [1],
      inserted: 0,
      updated: 1,
    });
    expect((await City.find(1)).population).toBe(42);
  });

  it("works in batches, all or none", async () => {
    await insertAll(cities, rowsOf("b", "d"));
    const result = await upsertAll(cities, rowsOf("a", "b", "c", "d", "e"), {
      ...byName,
      batchSize: 2,
    });
    expect(result).toMatchObject({ count: 5, inserted: 3, updated: 2 });
    const found = await City.find(result.keys as number[]);
    expect(found.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e"]);
    const bad = [
      ...rowsOf("x", "y"),
      { name: "z", country: "xx", population: 1 },
    ];
    await expect(
      upsertAll(cities, bad, { ...byName, batchSize: 2 }),
    ).rejects.toThrow();
    expect(await City.count()).toBe(5);
  });

  it("refuses options that nobody reads, and to be told no key", async () => {
    const call = (options: object): Promise<unknown> =>
      upsertAll(cities, rowsOf("Bonn"), options as never);
    await expect(call({ ...byName, updates: ["note"] })).rejects.toMatchObject({
      name: "ConfigError",
      message: "updates is not an option.",
      hint: "Did you mean update?",
    });
    await expect(call({})).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message:
        "City.upsertAll takes the properties of a unique index, by which a row is known.",
      hint: 'Write { on: ["code"] }.',
    });
    await expect(
      insertAll(cities, rowsOf("Bonn"), { batch: 5 } as object),
    ).rejects.toMatchObject({ message: "batch is not an option." });
  });

  describe("with nothing to update", () => {
    it("leaves known rows alone and gives their keys", async () => {
      await insertAll(Token.meta, [{ label: "b" }, { label: "d" }]);
      const labels = ["a", "b", "c", "d"].map((label) => ({ label }));
      const { statements, result } = await countQueries(() =>
        upsertAll(Token.meta, labels, { on: ["label"] }),
      );
      expect(statements.map(({ text }) => text)).toEqual([
        'insert into "public"."tokens" ("label", "id") select * from unnest($1::text[], $2::uuid[]) on conflict ("label") do nothing returning "id"',
        'select "arx_given"."arx_position", "tokens"."id" from unnest($1::int[], $2::text[]) as "arx_given"("arx_position", "arx_key_1")' +
          ' inner join "public"."tokens" on "tokens"."label" = "arx_given"."arx_key_1"',
      ]);
      expect(result).toMatchObject({ count: 2, inserted: 2, updated: 0 });
      const stored = await database.query(
        "select id from tokens order by label",
      );
      expect(result.keys).toEqual(stored.map(({ id }) => id));
    });

    it("needs one statement when every row is new", async () => {
      const { count } = await countQueries(() =>
        upsertAll(Token.meta, [{ label: "a" }, { label: "b" }], {
          on: ["label"],
        }),
      );
      expect(count).toBe(1);
    });

    it("leaves known rows as they are when told to update nothing", async () => {
      await insertAll(cities, rowsOf("Bonn"));
      const rows = [{ name: "Bonn", country: "de", population: 9 }];
      const result = await upsertAll(cities, rows, { ...byName, update: [] });
      expect(result).toEqual({ count: 0, keys: [1], inserted: 0, updated: 0 });
      expect((await City.find(1)).population).toBe(0);
    });

    it("gives the right keys to rows whose NULL makes them new", async () => {
      await insertAll(Place.meta, [
        { area: 1, number: 1, kind: "a", spot: 1 },
        { area: 1, number: 2, kind: "a", spot: null },
      ]);
      const rows = [
        { area: 2, number: 1, kind: "a", spot: null },
        { area: 2, number: 2, kind: "a", spot: 1 },
        { area: 2, number: 3, kind: "a", spot: null },
        { area: 2, number: 4, kind: "b", spot: 1 },
      ];
      const result = await upsertAll(Place.meta, rows, {
        on: ["kind", "spot"],
        update: [],
      });
      expect(result).toEqual({
        count: 3,
        keys: [
          { area: 2, number: 1 },
          { area: 1, number: 1 },
          { area: 2, number: 3 },
          { area: 2, number: 4 },
        ],
        inserted: 3,
        updated: 0,
      });
    });

    it("finds rows by an index that covers only some", async () => {
      await insertAll(Place.meta, [
        { area: 1, number: 1, slot: 5, active: true },
        { area: 1, number: 2, slot: 5, active: false },
      ]);
      const rows = [
        { area: 2, number: 1, slot: 5, active: true },
        { area: 2, number: 2, slot: 6, active: true },
      ];
      const result = await upsertAll(Place.meta, rows, {
        on: ["slot"],
        update: [],
      });
      expect(result.keys).toEqual([
        { area: 1, number: 1 },
        { area: 2, number: 2 },
      ]);
    });
  });

  it("takes two NULLs for the same where the constraint does", async () => {
    if (database.serverVersion < 15) {
      sayNothingToSee("PostgreSQL 14 knows no nulls not distinct");
      return;
    }
    await createTables(database, [Shelf]);
    try {
      await insertAll(Shelf.meta, [{ row: 1, column: null }]);
      const rows = [
        { row: 1, column: null },
        { row: 2, column: null },
      ];
      const result = await upsertAll(Shelf.meta, rows, {
        on: ["row", "column"],
      });
      expect(result).toMatchObject({ count: 1, inserted: 1 });
      expect(result.keys[0]).toBe(1);
      const twins = [rows[1], rows[1]] as object[];
      await expect(
        upsertAll(Shelf.meta, twins, { on: ["row", "column"] }),
      ).rejects.toThrow(DuplicateRowError);
    } finally {
      await database.script("drop table shelves");
    }
  });

  describe("refuses before any SQL", () => {
    const row = { name: "Bonn", countryId: "de" };
    const cases: readonly (readonly [
      title: string,
      rows: readonly object[],
      options: UpsertAllOptions,
      error: new (...parts: never[]) => Error,
      message: string,
    ])[] = [
      [
        "columns that no unique index covers",
        [row],
        { on: ["name"] },
        UnknownConflictTargetError,
        "City has no unique index or constraint on (name).",
      ],
      [
        "no columns at all",
        [row],
        { on: [] },
        UnknownConflictTargetError,
        "City has no unique index",
      ],
      [
        "a property that is misspelt",
        [row],
        { on: ["nmae"] },
        UnknownAttributeError,
        'City has no attribute "nmae".',
      ],
      [
        "two rows with one key",
        [row, { ...row, name: "Ulm" }, row],
        byName,
        DuplicateRowError,
        "Rows 1 and 3 for City have the same (countryId, name).",
      ],
      [
        "a row without a part of the key",
        [row, { name: "Ulm", population: 1 }],
        byName,
        InvalidArgumentError,
        "City.countryId is not given in row 2, though the rows are to be found by it.",
      ],
      [
        "a fragment as a part of the key",
        [{ ...row, name: sql`lower('x')` }],
        byName,
        InvalidArgumentError,
        "City.name is given as a fragment in row 1",
      ],
      [
        "an update of what no row gives",
        [row],
        { ...byName, update: ["note"] },
        InvalidArgumentError,
        "City.note is to be updated, but no row gives it.",
      ],
    ];

    test.each(cases)("%s", async (_, rows, options, error, message) => {
      const { count } = await countQueries(async () => {
        const attempt = upsertAll(cities, rows, options);
        await expect(attempt).rejects.toThrow(error);
        await expect(attempt).rejects.toThrow(message);
      });
      expect(count).toBe(0);
    });

    it("and says which unique indexes there are", async () => {
      await expect(
        upsertAll(cities, [row], { on: ["name"] }),
      ).rejects.toMatchObject({
        hint: expect.stringContaining(
          "Known: (id), (countryId, name).",
        ) as unknown,
      });
    });
  });
});
