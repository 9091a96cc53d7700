import type { Database } from "../../../lib/database/database";
import { sql } from "../../../lib/database/sql";
import {
  ForeignKeyViolationError,
  UniqueViolationError,
} from "../../../lib/errors/database-error";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UnknownAttributeError,
} from "../../../lib/errors/query-error";
import { insertAll } from "../../../lib/persistence/insert-all";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import {
  emptyTables,
  openPersistence,
} from "../../support/persistence-database";
import type { PersistenceDatabase } from "../../support/persistence-database";
import { City, Country, Place, Token } from "../../support/persistence-models";

const cities = City.meta;

describeEachEngine("insertAll", (engine) => {
  let opened: PersistenceDatabase;
  let database: Database;
  let germany: Country;

  beforeAll(async () => {
    opened = await openPersistence(engine);
    ({ database } = opened);
  });

  afterAll(() => opened.close());

  beforeEach(async () => {
    await emptyTables(database);
    germany = await Country.create({ code: "de", name: "Germany" });
  });

  it("sends nothing for no rows", async () => {
    const { count, result } = await countQueries(() => insertAll(cities, []));
    expect(count).toBe(0);
    expect(result).toEqual({ count: 0, keys: [], inserted: 0, updated: 0 });
  });

  it("inserts rows of one kind in one statement, whose text does not depend on their number", async () => {
    const { statements, result } = await countQueries(() =>
      insertAll(cities, [
        { name: "Berlin", countryId: "de", population: 3 },
        { name: "Bonn", countryId: "de", population: null },
      ]),
    );
    expect(statements).toEqual([
      {
        text: 'insert into "public"."cities" ("name", "country_id", "population") select * from unnest($1::text[], $2::text[], $3::integer[]) returning "id"',
        parameters: ["{Berlin,Bonn}", "{de,de}", "{3,NULL}"],
      },
    ]);
    expect(result).toEqual({ count: 2, keys: [1, 2], inserted: 2, updated: 0 });
  });

  it("keeps values of every kind", async () => {
    const values = {
      short: "ab",
      sign: "DE",
      tags: ["a b", 'quo"te', "NULL", "", "{}", "back\\slash"],
      meta: { deep: [1, null, { text: 'ä"{}' }] },
      flag: Buffer.from([0, 255, 92]),
      price: "12345678.90",
      createdAt: new Date("2001-02-03T04:05:06.789Z"),
      isCapital: false,
    };
    const nothing = {
      short: null,
      sign: null,
      tags: [],
      meta: null,
      flag: null,
      price: null,
    };
    const { keys } = await insertAll(cities, [
      { name: "full", countryId: "de", ...values },
      { name: "", countryId: "de", ...values, ...nothing },
    ]);
    const [full, empty] = await City.find(keys as number[]);
    expect(full).toMatchObject({
      ...values,
      flag: expect.anything() as unknown,
    });
    expect(Buffer.from(full?.flag ?? [])).toEqual(values.flag);
    expect(empty).toMatchObject(nothing);
  });

  it.each([
    ["short", "a longer text"],
    ["sign", "DEU"],
  ])("does not cut a text that is too long for %s", async (property, text) => {
    await expect(
      insertAll(cities, [{ name: "x", countryId: "de", [property]: text }]),
    ).rejects.toThrow();
    expect(await City.count()).toBe(0);
  });

  it("takes records and keys for relations", async () => {
    const { statements } = await countQueries(() =>
      insertAll(cities, [
        { name: "a", country: germany },
        { name: "b", country: "de" },
      ]),
    );
    expect(statements[0]?.parameters).toEqual(["{a,b}", "{de,de}"]);
  });

  it("lets what a row does not give take its default, and gives the keys in the order of the input", async () => {
    const { statements, result } = await countQueries(() =>
      insertAll(cities, [
        { name: "a", countryId: "de", population: 1 },
        { name: "b", countryId: "de" },
        { countryId: "de", population: 3, name: "c" },
        { name: "d", countryId: "de", population: undefined },
      ]),
    );
    expect(statements).toHaveLength(2);
    const found = await City.find(result.keys as number[]);
    expect(found.map(({ name, population }) => [name, population])).toEqual([
      ["a", 1],
      ["b", 7],
      ["c", 3],
      ["d", 7],
    ]);
  });

  it("takes fragments of SQL beside plain rows", async () => {
    const { statements, result } = await countQueries(() =>
      insertAll(cities, [
        { name: sql`lower(${"A"})`, countryId: "de", population: sql`40 + 2` },
        { name: "b", countryId: "de", population: 1 },
        { name: "c", countryId: "de", population: sql`1 + ${1}::int` },
      ]),
    );
    expect(statements.map(({ text }) => text)).toEqual([
      'insert into "public"."cities" ("name", "country_id", "population") values (lower($1), $2, 40 + 2), ($3, $4, 1 + $5::int) returning "id"',
      'insert into "public"."cities" ("name", "country_id", "population") select * from unnest($1::text[], $2::text[], $3::integer[]) returning "id"',
    ]);
    const found = await City.find(result.keys as number[]);
    expect(found.map(({ name, population }) => [name, population])).toEqual([
      ["a", 42],
      ["b", 1],
      ["c", 2],
    ]);
  });

  it("inserts rows that give nothing at all", async () => {
    await database.script(
      "create table blanks (id bigint generated by default as identity primary key, note text default 'x')",
    );
    const blanks = {
      ...Country.meta,
      table: "blanks",
      columnList: cities.primaryKey,
      columns: {},
      primaryKey: cities.primaryKey,
    };
    const result = await insertAll(blanks, [{}, {}, {}]);
    expect(result).toEqual({
      count: 3,
      keys: [1, 2, 3],
      inserted: 3,
      updated: 0,
    });
    await database.script("drop table blanks");
  });

  it("makes the UUIDs that the client is to make", async () => {
    const given = "01890a5d-ac96-774b-bcce-b302099a8057";
    const { keys } = await insertAll(Token.meta, [
      { label: "a" },
      { label: "b", id: given },
      { label: "c" },
    ]);
    expect(new Set(keys).size).toBe(3);
    expect(keys[1]).toBe(given);
    const stored = await database.query("select id from tokens order by label");
    expect(stored.map(({ id }) => id)).toEqual(keys);
  });

  it("gives keys of several columns as find takes them", async () => {
    const { keys } = await insertAll(Place.meta, [
      { area: 1, number: 2, kind: "a" },
      { area: 1, number: 1, kind: "b" },
    ]);
    expect(keys).toEqual([
      { area: 1, number: 2 },
      { area: 1, number: 1 },
    ]);
    const found = await Place.find(keys as { area: number; number: number }[]);
    expect(found.map(({ kind }) => kind)).toEqual(["a", "b"]);
  });

  it("writes many rows with many columns, which are more values than one statement may have", async () => {
    const rows = Array.from({ length: 25_000 }, (_, index) => ({
      name: `City ${String(index)}`,
      country: "de",
      population: index,
      note: `"${String(index)}"`,
    }));
    const { count, result } = await countQueries(() => insertAll(cities, rows));
    expect(count).toBe(3);
    expect(result.keys).toEqual(rows.map((_, index) => index + 1));
    const last = await City.find(25_000);
    expect(last).toMatchObject(
      rows.at(-1) === undefined ? {} : { population: 24_999, note: '"24999"' },
    );
  });

  it("takes as many rows at a time as it is told", async () => {
    const rows = [1, 2, 3, 4, 5].map((index) => ({
      name: String(index),
      countryId: "de",
    }));
    const { count, result } = await countQueries(() =>
      insertAll(cities, rows, { batchSize: 2 }),
    );
    expect(count).toBe(3);
    expect(result.keys).toEqual([1, 2, 3, 4, 5]);
  });

  it("writes all rows or none, however many statements they need", async () => {
    const rows = ["a", "b", "c", "d", "a"].map((name) => ({
      name,
      countryId: "de",
    }));
    await expect(insertAll(cities, rows, { batchSize: 2 })).rejects.toThrow(
      UniqueViolationError,
    );
    expect(await City.count()).toBe(0);
    await expect(
      insertAll(cities, [{ name: "x", countryId: "xx" }]),
    ).rejects.toThrow(ForeignKeyViolationError);
  });

  it("gives no key rather than a wrong one when a trigger drops rows", async () => {
    await database.script(`
      create or replace function drop_odd() returns trigger language plpgsql as $$ begin if new.population % 2 = 1 then return null; end if; return new; end $$;
      create trigger drop_odd before insert on cities for each row execute function drop_odd();`);
    try {
      const rows = [1, 2, 3].map((population) => ({
        name: String(population),
        countryId: "de",
        population,
      }));
      const result = await insertAll(cities, rows);
      expect(result).toEqual({
        count: 1,
        keys: [undefined, undefined, undefined],
        inserted: 1,
        updated: 0,
      });
    } finally {
      await database.script("drop trigger drop_odd on cities");
    }
  });

  describe("refuses before any SQL", () => {
    const row = { name: "a", countryId: "de" };
    const cases: readonly (readonly [
      title: string,
      rows: readonly object[],
      error: unknown,
      message: string,
    ])[] = [
      [
        "an unknown property",
        [{ ...row, nmae: "x" }],
        UnknownAttributeError,
        'City has no attribute "nmae".',
      ],
      [
        "a property that only the prototype has",
        [JSON.parse('{"name":"a","__proto__":{"x":1}}') as object],
        UnknownAttributeError,
        'City has no attribute "__proto__".',
      ],
      [
        "a method's name",
        [{ ...row, constructor: "x" }],
        UnknownAttributeError,
        'City has no attribute "constructor".',
      ],
      [
        "a value of the wrong type, naming the row",
        [row, { name: 7, countryId: "de" }],
        TypeMismatchError,
        "City.name in row 2 takes a string, not",
      ],
      [
        "a column that is given twice",
        [{ ...row, country: "fr" }],
        InvalidArgumentError,
        'City.countryId is given twice, by itself and by "country".',
      ],
      [
        "a relation that the other side keeps",
        [{ code: "x", cities: [] }],
        InvalidArgumentError,
        "Country.cities is kept by City, not by Country.",
      ],
      [
        "something that is no row",
        [row, 5 as never],
        InvalidArgumentError,
        "Row 2 for City is",
      ],
      [
        "a related record that is not saved",
        [{ name: "a", country: new Country() }],
        Error,
        "City.country is set to a Country that is not saved yet.",
      ],
      [
        "a related object that is no record",
        [{ name: "a", country: { code: "de" } }],
        TypeMismatchError,
        "City.country takes a Country",
      ],
    ];

    test.each(cases)("%s", async (_, rows, error, message) => {
      const definition = message.includes("by Country") ? Country.meta : cities;
      const { count } = await countQueries(async () => {
        const attempt = insertAll(definition, rows);
        await expect(attempt).rejects.toThrow(error as never);
        await expect(attempt).rejects.toThrow(message);
      });
      expect(count).toBe(0);
    });

    it("a size of batches that is none", async () => {
      await expect(insertAll(cities, [row], { batchSize: 0 })).rejects.toThrow(
        "batchSize is a whole number from 1.",
      );
    });

    it("and suggests what was meant", async () => {
      await expect(
        insertAll(cities, [{ ...row, nmae: "x" }]),
      ).rejects.toMatchObject({ hint: 'Did you mean "name"?' });
    });
  });
});
