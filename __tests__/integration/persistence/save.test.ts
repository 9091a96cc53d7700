import { transaction } from "../../../lib/database/current";
import type { Database } from "../../../lib/database/database";
import { sql } from "../../../lib/database/sql";
import {
  NotNullViolationError,
  Rollback,
  UniqueViolationError,
} from "../../../lib/errors/database-error";
import { TypeMismatchError } from "../../../lib/errors/query-error";
import {
  RecordStateError,
  StaleRecordError,
} from "../../../lib/errors/record-error";
import { save } from "../../../lib/persistence/save";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import {
  emptyTables,
  openPersistence,
  passAMillisecond,
} from "../../support/persistence-database";
import type { PersistenceDatabase } from "../../support/persistence-database";
import { City, Country, Place, Token } from "../../support/persistence-models";

const allColumns =
  '"id", "name", "country_id", "population", "is_capital", "note", "short", "sign", "tags", "meta", "flag", "price", "created_at", "updated_at"';

describeEachEngine("save", (engine) => {
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

  function newCity(attributes: Partial<City> = {}): City {
    return Object.assign(
      new City(),
      { name: "Berlin", countryId: "de" },
      attributes,
    );
  }

  describe("of a new record", () => {
    it("inserts the columns that are set and brings back what the database made", async () => {
      const city = newCity();
      const { statements } = await countQueries(() => save(city));
      expect(statements).toEqual([
        {
          text: `insert into "public"."cities" ("name", "country_id") values ($1, $2) returning ${allColumns}`,
          parameters: ["Berlin", "de"],
        },
      ]);
      expect(city).toMatchObject({
        id: 1,
        population: 7,
        isCapital: true,
        note: "none",
        tags: [],
        meta: null,
      });
      expect(city.createdAt).toBeInstanceOf(Date);
      expect(city.updatedAt).toEqual(city.createdAt);
      expect(city.isNew).toBe(false);
      expect(city.isChanged).toBe(false);
    });

    it("tells null and falsy values from values that are not set", async () => {
      const city = newCity({ population: null, isCapital: false, note: "" });
      await save(city);
      const stored = await database.one(
        "select population, is_capital, note from cities",
      );
      expect(stored).toEqual({ population: null, is_capital: false, note: "" });
      const zero = newCity({ name: "Zero", population: 0 });
      await save(zero);
      expect((await zero.reload()).population).toBe(0);
    });

    it("keeps values of every kind", async () => {
      const values = {
        short: "äöü",
        sign: "DE",
        tags: ["a b", 'quo"te', "NULL", "", "{}", "back\\slash"],
        meta: { deep: [1, null, { text: "ä" }] },
        flag: new Uint8Array([0, 255, 92]),
        price: "12345678.90",
      };
      const city = newCity(values);
      await save(city);
      const found = await City.find(city.id);
      expect(found).toMatchObject({
        ...values,
        flag: expect.anything() as unknown,
      });
      expect(Buffer.from(found.flag ?? [])).toEqual(Buffer.from(values.flag));
    });

    it("inserts nothing but defaults when nothing is set", async () => {
      const { statements } = await countQueries(() =>
        save(new Country()).catch(() => undefined),
      );
      expect(statements.map(({ text }) => text)).toEqual([
        'insert into "public"."countries" default values returning "code", "name"',
      ]);
    });

    it("makes a UUID where the client is to, and keeps one that is given", async () => {
      const made = await Token.create({ label: "a" });
      expect(made.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
      const given = Object.assign(new Token(), {
        id: "01890A5D-AC96-774B-BCCE-B302099A8057",
        label: "b",
      });
      await save(given);
      expect(given.id).toBe("01890a5d-ac96-774b-bcce-b302099a8057");
    });

    it("takes fragments of SQL as values", async () => {
      const city = newCity();
      Object.assign(city, {
        note: sql`upper(${"shout"})`,
        population: sql`1 + ${2}::int`,
      });
      const { statements } = await countQueries(() => save(city));
      expect(statements[0]?.text).toContain(
        "values ($1, $2, 1 + $3::int, upper($4)) returning",
      );
      expect(city).toMatchObject({ note: "SHOUT", population: 3 });
      expect(city.isChanged).toBe(false);
    });

    it("keeps a time of creation and update that is given", async () => {
      const createdAt = new Date("2001-02-03T04:05:06.789Z");
      const city = await City.create({
        name: "Old",
        countryId: "de",
        createdAt,
      } as never);
      expect(city.createdAt).toEqual(createdAt);
      expect(city.updatedAt.getTime()).toBeGreaterThan(createdAt.getTime());
    });

    it("leaves the record new when the database refuses it", async () => {
      await save(newCity());
      const twin = newCity();
      await expect(save(twin)).rejects.toThrow(UniqueViolationError);
      expect(twin.isNew).toBe(true);
      expect(twin.id).toBeUndefined();
      const nameless = Object.assign(new City(), { countryId: "de" });
      await expect(save(nameless)).rejects.toThrow(NotNullViolationError);
    });

    it("refuses a value of the wrong type before any SQL", async () => {
      const { count } = await countQueries(async () => {
        await expect(
          save(newCity({ population: "many" as never })),
        ).rejects.toThrow(TypeMismatchError);
      });
      expect(count).toBe(0);
    });
  });

  describe("of a stored record", () => {
    it("sends nothing when nothing changed", async () => {
      const city = await City.find((await savedCity()).id);
      const { updatedAt } = city;
      const { count } = await countQueries(() => save(city));
      expect(count).toBe(0);
      expect(city.updatedAt).toBe(updatedAt);
    });

    it("updates the columns that changed and the time of the update", async () => {
      const city = await savedCity();
      const { updatedAt } = city;
      await passAMillisecond(database);
      city.population = 3_600_000;
      const { statements } = await countQueries(() => save(city));
      expect(statements).toEqual([
        {
          text: `update "public"."cities" set "population" = $1, "updated_at" = now() where "cities"."id" = $2 returning ${allColumns}`,
          parameters: ["3600000", String(city.id)],
        },
      ]);
      expect(city.previousChanges).toEqual({ population: [7, 3_600_000] });
      expect(city.updatedAt.getTime()).toBeGreaterThan(updatedAt.getTime());
      expect(city.isChanged).toBe(false);
    });

    it("sees values that were changed in place", async () => {
      const city = await savedCity();
      city.tags.push("new");
      const { statements } = await countQueries(() => save(city));
      expect(statements[0]?.text).toContain(
        'set "tags" = $1, "updated_at" = now()',
      );
      expect((await City.find(city.id)).tags).toEqual(["new"]);
    });

    it("brings back what a trigger made of the row", async () => {
      await database.script(`
        create or replace function shout() returns trigger language plpgsql as $$ begin new.note = upper(new.note); return new; end $$;
        create trigger shout before insert or update on cities for each row execute function shout();`);
      try {
        const city = await savedCity();
        expect(city.note).toBe("NONE");
        city.note = "quiet";
        await save(city);
        expect(city.note).toBe("QUIET");
        expect(city.isChanged).toBe(false);
      } finally {
        await database.script("drop trigger shout on cities");
      }
    });

    it("keeps a value that is assigned while the statement is under way", async () => {
      const city = await savedCity();
      city.note = "first";
      const saving = save(city);
      city.note = "second";
      await saving;
      expect(city.note).toBe("second");
      expect(city.changes).toEqual({ note: ["first", "second"] });
    });

    it("fails with a stack that reaches the line of the program", async () => {
      const city = await savedCity();
      await database.execute("delete from cities");
      async function renameCity(): Promise<void> {
        city.name = "Bonn am Rhein";
        await save(city);
      }
      await expect(renameCity()).rejects.toMatchObject({
        name: "StaleRecordError",
        stack: expect.stringContaining("renameCity") as string,
      });
    });

    it("fails when the row is not there any more", async () => {
      const city = await savedCity();
      await database.execute("delete from cities");
      city.note = "late";
      const attempt = save(city);
      await expect(attempt).rejects.toThrow(StaleRecordError);
      await expect(attempt).rejects.toThrow("save found no City");
      expect(city.isChanged).toBe(true);
    });

    it("refuses another primary key", async () => {
      const city = await savedCity();
      city.id = 99;
      await expect(save(city)).rejects.toThrow(
        "City.id is the primary key of a stored City and cannot be changed.",
      );
    });

    it("finds the row by every column of its key", async () => {
      const place = await Place.create({ area: 1, number: 2 } as never);
      place.kind = "park";
      const { statements } = await countQueries(() => save(place));
      expect(statements[0]?.text).toContain(
        'where "places"."area" = $2 and "places"."number" = $3',
      );
    });

    async function savedCity(): Promise<City> {
      const city = newCity();
      await save(city);
      return city;
    }
  });

  describe("of one record several times at once", () => {
    it("inserts a new record once", async () => {
      const city = newCity();
      const { statements } = await countQueries(() =>
        Promise.all([save(city), save(city), city.save()]),
      );
      expect(statements).toHaveLength(1);
      expect(await City.count()).toBe(1);
      expect(city.isNew).toBe(false);
    });

    it("writes what was assigned between the calls, in their order", async () => {
      const city = newCity();
      const saves = [save(city)];
      city.note = "second";
      saves.push(save(city));
      city.note = "third";
      saves.push(save(city));
      await Promise.all(saves);
      expect((await City.find(city.id)).note).toBe("third");
      expect(city.isChanged).toBe(false);
    });

    it("tries again after a save that failed", async () => {
      const city = newCity({ countryId: "xx" });
      const first = save(city);
      const second = save(city);
      city.countryId = "de";
      await expect(first).rejects.toThrow("foreign key");
      await second;
      expect(await City.count()).toBe(1);
    });

    it("deletes and reads after a save under way", async () => {
      const city = newCity();
      await Promise.all([save(city), city.reload(), city.destroy()]);
      expect(await City.count()).toBe(0);
      expect(city.population).toBe(7);
    });

    it("refuses to save or destroy what was destroyed meanwhile", async () => {
      const city = newCity();
      await save(city);
      city.note = "changed";
      const [, saved, destroyed] = await Promise.allSettled([
        city.destroy(),
        save(city),
        city.destroy(),
      ]);
      expect(saved).toMatchObject({
        reason: { message: "This City was destroyed and cannot be saved." },
      });
      expect(destroyed).toMatchObject({
        reason: {
          message: "This City is destroyed already; there is no row to delete.",
        },
      });
    });

    it("stays in the transaction that each save was called in", async () => {
      const city = newCity();
      await transaction(() => Promise.all([save(city), save(city)]));
      city.note = "changed";
      const attempt = transaction(async () => {
        await Promise.all([save(city), save(city)]);
        throw new Rollback();
      });
      await expect(attempt).rejects.toThrow(Rollback);
      expect(city.changes).toEqual({ note: ["none", "changed"] });
    });
  });

  describe("of a record with a relation", () => {
    it("takes the key of the related record", async () => {
      const city = await City.create({ name: "Berlin", country: germany });
      expect(city.countryId).toBe("de");
    });

    it("refuses a related record that is not saved, and takes its key once it is", async () => {
      const france = Object.assign(new Country(), { name: "France" });
      const city = Object.assign(new City(), { name: "Paris" });
      city.country = france;
      const attempt = save(city);
      await expect(attempt).rejects.toThrow(RecordStateError);
      await expect(attempt).rejects.toThrow(
        "City.country is set to a Country that is not saved yet.",
      );
      await expect(attempt).rejects.toMatchObject({
        hint: "Call save() on the Country first.",
      });

      france.code = "fr";
      await save(france);
      await save(city);
      expect(city.countryId).toBe("fr");
    });

    it("writes the new key of a stored record", async () => {
      const france = await Country.create({ code: "fr", name: "France" });
      const city = await City.create({ name: "Strasbourg", country: germany });
      city.country = france;
      const { statements } = await countQueries(() => save(city));
      expect(statements[0]?.text).toContain(
        'set "country_id" = $1, "updated_at" = now()',
      );
    });

    it("refuses a record of another model", () => {
      const city = new City();
      expect(() => {
        city.country = city as never;
      }).toThrow("City.country takes a Country, not a City.");
    });
  });
});
