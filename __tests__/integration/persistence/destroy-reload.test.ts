import type { Database } from "../../../lib/database/database";
import { RecordNotFoundError } from "../../../lib/errors/query-error";
import {
  RecordStateError,
  StaleRecordError,
} from "../../../lib/errors/record-error";
import { destroy } from "../../../lib/persistence/destroy";
import { reload } from "../../../lib/persistence/reload";
import { save } from "../../../lib/persistence/save";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import {
  emptyTables,
  openPersistence,
} from "../../support/persistence-database";
import type { PersistenceDatabase } from "../../support/persistence-database";
import { City, Country, Place } from "../../support/persistence-models";

describeEachEngine("a stored record", (engine) => {
  let opened: PersistenceDatabase;
  let database: Database;
  let city: City;

  beforeAll(async () => {
    opened = await openPersistence(engine);
    ({ database } = opened);
  });

  afterAll(() => opened.close());

  beforeEach(async () => {
    await emptyTables(database);
    const country = await Country.create({ code: "de", name: "Germany" });
    city = await City.create({ name: "Berlin", country });
  });

  describe("destroy", () => {
    it("deletes the row by its key", async () => {
      const { statements } = await countQueries(() => destroy(city));
      expect(statements).toEqual([
        {
          text: 'delete from "public"."cities" where "cities"."id" = $1',
          parameters: [String(city.id)],
        },
      ]);
      expect(await City.count()).toBe(0);
      expect(city.name).toBe("Berlin");
    });

    it("is kept while others refer to it, by the same error on every server", async () => {
      await database.script(
        "create table owners (id integer primary key); create table pets (owner_id integer references owners on delete restrict); insert into owners values (1); insert into pets values (1)",
      );
      await expect(
        database.execute("delete from owners"),
      ).rejects.toMatchObject({
        name: "ForeignKeyViolationError",
        constraint: "pets_owner_id_fkey",
      });
      await database.script("drop table pets; drop table owners");
    });

    it("deletes by every column of the key", async () => {
      const place = await Place.create({ area: 1, number: 2 } as never);
      await Place.create({ area: 1, number: 3 } as never);
      await destroy(place);
      expect(await database.query("select area, number from places")).toEqual([
        { area: 1, number: 3 },
      ]);
    });

    it("finds the row by the key it was read with, whatever the property holds now", async () => {
      city.id = 99;
      await destroy(city);
      expect(await City.count()).toBe(0);
    });

    it("fails when the row is not there any more", async () => {
      await database.execute("delete from cities");
      await expect(destroy(city)).rejects.toThrow(StaleRecordError);
    });

    it("refuses a record that has no row", async () => {
      await expect(destroy(new City())).rejects.toThrow(
        "This City was never saved; there is no row to delete.",
      );
      await destroy(city);
      await expect(destroy(city)).rejects.toThrow(
        "This City is destroyed already; there is no row to delete.",
      );
      await expect(save(city)).rejects.toThrow(RecordStateError);
    });

    it("refuses an object that no model made", async () => {
      await expect(destroy({ id: 1 })).rejects.toThrow(RecordStateError);
    });
  });

  describe("reload", () => {
    it("reads the row again and forgets changes and loaded relations", async () => {
      await database.execute("update cities set note = 'seen'");
      city.name = "unsaved";
      const { statements } = await countQueries(() => reload(city));
      expect(statements).toHaveLength(1);
      expect(statements[0]?.text).toMatch(
        /^select "cities"."id", "cities"."name", .* from "public"."cities" where "cities"."id" = \$1$/,
      );
      expect(city).toMatchObject({ name: "Berlin", note: "seen" });
      expect(city.isChanged).toBe(false);
    });

    it("fails when the row is not there any more", async () => {
      await database.execute("delete from cities");
      await expect(reload(city)).rejects.toThrow(RecordNotFoundError);
    });

    it("refuses a record that has no row", async () => {
      await expect(reload(new City())).rejects.toThrow(
        "This City was never saved; there is no row to read.",
      );
    });
  });
});
