import { transaction } from "../../../lib/database/current";
import type { Database } from "../../../lib/database/database";
import { Rollback } from "../../../lib/errors/database-error";
import { destroy } from "../../../lib/persistence/destroy";
import { save } from "../../../lib/persistence/save";
import { describeEachEngine } from "../../support/engines";
import {
  emptyTables,
  openPersistence,
} from "../../support/persistence-database";
import type { PersistenceDatabase } from "../../support/persistence-database";
import { City, Country, Token } from "../../support/persistence-models";

describeEachEngine("a record whose transaction is rolled back", (engine) => {
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

  function newCity(): City {
    return Object.assign(new City(), { name: "Berlin", countryId: "de" });
  }

  async function rolledBack(work: () => Promise<unknown>): Promise<void> {
    const attempt = transaction(async () => {
      await work();
      throw new Rollback();
    });
    await expect(attempt).rejects.toThrow(Rollback);
  }

  it("is new again, without the key and the defaults it was given, and can be saved", async () => {
    const city = newCity();
    await rolledBack(() => save(city));
    expect(city.isNew).toBe(true);
    expect(Object.assign({}, city)).toEqual({
      name: "Berlin",
      countryId: "de",
    });
    await save(city);
    expect(await City.count()).toBe(1);
    expect(city.isNew).toBe(false);
  });

  it("forgets a UUID that was made for it", async () => {
    const token = Object.assign(new Token(), { label: "a" });
    await rolledBack(() => save(token));
    expect(token.id).toBeUndefined();
  });

  it("forgets the key it took over from a related record that was rolled back with it", async () => {
    const country = Object.assign(new Country(), { name: "France" });
    const city = Object.assign(new City(), { name: "Lyon", country });
    await rolledBack(async () => {
      country.code = "fr";
      await save(country);
      await save(city);
    });
    expect(Object.assign({}, city)).toEqual({ name: "Lyon" });
    country.code = "fx";
    await save(country);
    await save(city);
    expect(city.countryId).toBe("fx");
  });

  it("forgets such a key also when its own save is what failed", async () => {
    const country = Object.assign(new Country(), { name: "France" });
    const city = Object.assign(new City(), { name: "Lyon", country });
    const attempt = transaction(async () => {
      country.code = "fr";
      await save(country);
      await save(Object.assign(city, { population: "none" }));
    });
    await expect(attempt).rejects.toThrow("City.population takes");
    expect(country.isNew).toBe(true);
    expect(city.countryId).toBeUndefined();
  });

  it("has its changes again", async () => {
    const city = newCity();
    await save(city);
    const { updatedAt } = city;
    city.note = "changed";
    await rolledBack(async () => {
      await save(city);
      expect(city.isChanged).toBe(false);
    });
    expect(city.changes).toEqual({ note: ["none", "changed"] });
    expect(city.updatedAt).toEqual(updatedAt);
    await save(city);
    expect((await City.find(city.id)).note).toBe("changed");
  });

  it("is stored again after it was destroyed", async () => {
    const city = newCity();
    await save(city);
    await rolledBack(() => destroy(city));
    city.note = "alive";
    await save(city);
    expect((await City.find(city.id)).note).toBe("alive");
  });

  it("goes back over several writes to what it was before the first", async () => {
    const city = newCity();
    await rolledBack(async () => {
      await save(city);
      city.note = "changed";
      await save(city);
      await destroy(city);
    });
    expect(city.isNew).toBe(true);
    expect(Object.assign({}, city)).toEqual({
      name: "Berlin",
      countryId: "de",
      note: "changed",
    });
  });

  it("goes back to the savepoint when only that is rolled back", async () => {
    const city = newCity();
    await transaction(async () => {
      await save(city);
      city.note = "inner";
      await rolledBack(() => save(city));
      expect(city.changes).toEqual({ note: ["none", "inner"] });
    });
    expect(city.isNew).toBe(false);
    expect((await City.find(city.id)).note).toBe("none");
  });

  it("goes back over a savepoint that was kept", async () => {
    const city = newCity();
    await rolledBack(() => transaction(() => save(city)));
    expect(city.isNew).toBe(true);
    expect(city.id).toBeUndefined();
  });

  it("stays saved when the transaction is committed", async () => {
    const city = newCity();
    await transaction(() => save(city));
    expect(city.isNew).toBe(false);
    expect(await City.count()).toBe(1);
  });
});
