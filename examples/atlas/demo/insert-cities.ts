import type { Database } from "arx";
import { runSeeds, seed } from "arx/seed";
import { cityRows } from "../data/city-rows";
import type { CountriesByCode } from "../data/city-rows";
import { findOrFail } from "../data/find-or-fail";
import { sourceCities } from "../data/sources";
import type { SourceCity } from "../data/sources";
import { ScratchCity } from "./scratch-city";

/** The way of arx: a seed that is not recorded. */
export async function insertBySeed(
  db: Database,
  countries: CountriesByCode,
): Promise<void> {
  const cities = seed("bench", { ledger: false }, async (s) => {
    await s.insert(ScratchCity, cityRows(countries));
  });
  await runSeeds(db, { seeds: [cities], models: [] });
}

const rowsPerStatement = 5000;

/** The way by hand: an array of each column, taken apart by the database. */
export async function insertByHand(
  db: Database,
  countries: CountriesByCode,
): Promise<void> {
  await db.transaction(async () => {
    for (
      let start = 0;
      start < sourceCities.length;
      start += rowsPerStatement
    ) {
      await insertSlice(
        db,
        countries,
        sourceCities.slice(start, start + rowsPerStatement),
      );
    }
  });
}

async function insertSlice(
  db: Database,
  countries: CountriesByCode,
  cities: readonly SourceCity[],
): Promise<void> {
  await db.execute(
    `insert into atlas_bench.cities
       (geoname_id, name, country_id, admin_code, feature_code, population, latitude, longitude)
     select * from unnest($1::int[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::int[], $7::float8[], $8::float8[])`,
    [
      cities.map((city) => city.cityId),
      cities.map((city) => city.name),
      cities.map((city) => findOrFail(countries, city.country).id),
      cities.map((city) => (city.adminCode === "" ? null : city.adminCode)),
      cities.map((city) => city.featureCode),
      cities.map((city) => city.population),
      cities.map((city) => city.loc.coordinates[1]),
      cities.map((city) => city.loc.coordinates[0]),
    ],
  );
}
