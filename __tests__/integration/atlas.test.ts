import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { connect } from "arx";
import type { Database } from "arx";
import { checkPending, migrate } from "arx/migration";
import { runSeeds } from "arx/seed";
import type { SeedReport } from "arx/seed";
import { countQueries } from "arx/testing";
import config from "../../arx.config";
import { matchCapitals } from "../../examples/atlas/data/capitals";
import {
  sourceCities,
  sourceCountries,
} from "../../examples/atlas/data/sources";
import type { SourceCity } from "../../examples/atlas/data/sources";
import {
  addUpCapitals,
  findCountriesWithoutCapital,
  findLargestCitiesAround,
  findNativeNames,
  findPageOfCities,
  rankLanguages,
} from "../../examples/atlas/demo/questions";
import { models } from "../../examples/atlas/models";
import { Border } from "../../examples/atlas/models/border";
import { City } from "../../examples/atlas/models/city";
import { Country } from "../../examples/atlas/models/country";
import { CountryCurrency } from "../../examples/atlas/models/country-currency";
import { CountryLanguage } from "../../examples/atlas/models/country-language";
import { Currency } from "../../examples/atlas/models/currency";
import { Language } from "../../examples/atlas/models/language";
import { Region } from "../../examples/atlas/models/region";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";

const root = resolve(__dirname, "../..");

/** The answers as plain TypeScript finds them in the data, without arx or SQL. */
describeEachEngine("the example atlas", (engine) => {
  let made: TestDatabase;
  let database: Database;
  let report: SeedReport;

  const seedAtlas = (): Promise<SeedReport> =>
    runSeeds(database, {
      seeds: (config.seeds ?? []).map((pattern) => resolve(root, pattern)),
      models,
    });

  beforeAll(async () => {
    made = await engine.create();
    database = await connect({ database: made.url, models });
    await migrate(database, {
      directory: resolve(root, config.migrations ?? ""),
    });
    report = await seedAtlas();
  }, 180_000);

  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  it("has run every migration", async () => {
    await checkPending(database, {
      directory: resolve(root, config.migrations ?? ""),
    });
    expect(
      await database.one("select count(*)::int as applied from arx_migrations"),
    ).toEqual({
      applied: readdirSync(resolve(root, "migrations")).length,
    });
  });

  it("has run every seed, each after those it needs", () => {
    expect(report.seeds.map(({ name, action }) => `${name} ${action}`)).toEqual(
      [
        "Region#1 ran",
        "regions ran",
        "countries ran",
        "borders ran",
        "cities ran",
        "capitals ran",
        "currencies ran",
        "languages ran",
      ],
    );
  });

  it("holds every row of the data", async () => {
    const regions = new Set(
      sourceCountries.flatMap(({ region, subregion }) => [region, subregion]),
    );
    regions.delete("");
    const languages = sourceCountries.flatMap((country) =>
      Object.keys(country.languages),
    );
    const currencies = sourceCountries.flatMap((country) =>
      Object.keys(country.currencies),
    );
    const counts = [
      Region,
      Country,
      City,
      Border,
      Language,
      CountryLanguage,
      Currency,
      CountryCurrency,
    ].map((model) =>
      database.one<{ count: number }>(
        `select count(*) from "${model.meta.table}"`,
      ),
    );
    expect((await Promise.all(counts)).map(({ count }) => count)).toEqual([
      regions.size,
      250,
      135_233,
      sourceCountries.flatMap(({ borders }) => borders).length,
      new Set(languages).size,
      languages.length,
      new Set(currencies).size,
      currencies.length,
    ]);
  });

  it("has nothing to do when it is seeded again", async () => {
    const again = await seedAtlas();
    expect(again.seeds.filter(({ action }) => action === "ran")).toMatchObject([
      { name: "Region#1", reason: "every time", inserted: 0, updated: 0 },
    ]);
    expect(
      again.seeds.filter(({ reason }) => reason === "recorded"),
    ).toHaveLength(7);
    expect(await City.count()).toBe(135_233);
  });

  it("holds a country as the data has it, column by column", async () => {
    const germany = await Country.where({ code: "DE" })
      .with({ region: { with: { parent: true } } })
      .first();
    expect(germany).toMatchObject({
      longCode: "DEU",
      name: "Germany",
      officialName: "Federal Republic of Germany",
      status: "officially-assigned",
      independent: true,
      unMember: true,
      landlocked: false,
      area: "357114.00",
      latitude: 51,
      longitude: 9,
      domains: [".de"],
      translations: sourceCountries.find(({ cca2 }) => cca2 === "DE")
        ?.translations,
      capitalName: "Berlin",
      region: {
        name: "Western Europe",
        parent: { name: "Europe", parentId: null },
      },
    });
    expect(
      await Country.where({ independent: null })
        .orderBy({ code: "asc" })
        .pluck("code"),
    ).toEqual(["XK"]);
    expect(
      await Country.where({ area: null })
        .orderBy({ code: "asc" })
        .pluck("code"),
    ).toEqual(["SJ"]);
  });

  it("finds the largest cities of the countries that border another", async () => {
    const neighbours = new Map(
      sourceCountries
        .filter(({ borders }) => borders.includes("DEU"))
        .map(({ cca2, name }) => [cca2, name.common]),
    );
    const expected = byPopulation(sourceCities)
      .filter(
        ({ country, featureCode }) =>
          neighbours.has(country) && featureCode !== "PPLX",
      )
      .slice(0, 10)
      .map(({ name, country, population }) => [
        name,
        neighbours.get(country),
        population,
      ]);
    expect(expected[0]).toEqual(["Paris", "France", 2_138_551]);

    const { result, count } = await countQueries(() =>
      findLargestCitiesAround("DE", 10),
    );
    expect(
      result.map(({ name, country, population }) => [
        name,
        country.name,
        population,
      ]),
    ).toEqual(expected);
    expect(count).toBe(1);
  });

  it("ranks languages by the number of countries", async () => {
    const counts = new Map<string, number>();
    for (const code of sourceCountries.flatMap(({ languages }) =>
      Object.keys(languages),
    )) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    const expected = [...counts]
      .sort(
        ([left, leftCount], [right, rightCount]) =>
          rightCount - leftCount || (left < right ? -1 : 1),
      )
      .slice(0, 10);
    const ranked = await rankLanguages(10);
    expect(ranked.map(({ code, countries }) => [code, countries])).toEqual(
      expected,
    );
    expect(ranked[0]).toEqual({ code: "eng", name: "English", countries: 91 });
  });

  it("knows what a country is called in its own languages", async () => {
    const names = await findNativeNames("CH");
    const native =
      sourceCountries.find(({ cca2 }) => cca2 === "CH")?.name.native ?? {};
    expect(
      Object.fromEntries(
        names.map(({ language, nativeName }) => [language.code, nativeName]),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.entries(native).map(([code, { common }]) => [code, common]),
      ),
    );
  });

  it("lists the countries without a capital, and those whose capital is in no list of cities", async () => {
    const matched = new Set(
      matchCapitals(sourceCountries, sourceCities)
        .filter(({ city }) => city !== undefined)
        .map(({ country }) => country.cca2),
    );
    const expected = sourceCountries
      .filter(({ cca2 }) => !matched.has(cca2))
      .map(({ cca2, capital }) => [cca2, capital[0] ?? null])
      .sort();
    const countries = await findCountriesWithoutCapital();
    expect(
      countries.map(({ code, capitalName }) => [code, capitalName]),
    ).toEqual(expected);
    expect(expected.filter(([, name]) => name === null)).toHaveLength(5);
  });

  it("takes the first of several capitals, and a capital under another spelling", async () => {
    const capitals = await Country.where({
      code: ["ZA", "BQ", "KZ", "US", "IL"],
    })
      .with({ capital: true })
      .orderBy({ code: "asc" });
    expect(capitals.map(({ code, capital }) => [code, capital?.name])).toEqual([
      ["BQ", "Kralendijk"],
      ["IL", "Jerusalem"],
      ["KZ", "Nur-Sultan"],
      ["US", "Washington, D.C."],
      ["ZA", "Pretoria"],
    ]);
  });

  it("turns pages of cities, and knows how many there are", async () => {
    const expected = byPopulation(sourceCities).slice(10, 20);
    const { items, total } = await findPageOfCities(2, 10);
    expect(items.map(({ geonameId }) => geonameId)).toEqual(
      expected.map(({ cityId }) => cityId),
    );
    expect(total).toBe(sourceCities.length);
  });

  it("reads 250 capitals one by one with one statement for all", async () => {
    const cities = matchCapitals(sourceCountries, sourceCities).flatMap(
      ({ city }) => city ?? [],
    );
    const { result, count } = await countQueries(addUpCapitals);
    expect(result).toEqual({
      capitals: cities.length,
      population: cities.reduce((sum, { population }) => sum + population, 0),
    });
    expect(count).toBe(2);
  });
});

function byPopulation(cities: readonly SourceCity[]): readonly SourceCity[] {
  return [...cities].sort(
    (left, right) =>
      right.population - left.population || left.cityId - right.cityId,
  );
}
