import type { Create } from "arx";
import type { City } from "../models/city";
import type { Country } from "../models/country";
import { findOrFail } from "./find-or-fail";
import { sourceCities } from "./sources";
import type { SourceCity } from "./sources";

/** Countries by their two-letter code. */
export type CountriesByCode = ReadonlyMap<string, Country>;

/** The rows of every city, made one at a time; the length is for the progress bar. */
export function cityRows(
  countries: CountriesByCode,
): Iterable<Create<City>> & { readonly length: number } {
  return {
    length: sourceCities.length,
    *[Symbol.iterator]() {
      for (const city of sourceCities) yield toRow(city, countries);
    },
  };
}

function toRow(city: SourceCity, countries: CountriesByCode): Create<City> {
  return {
    geonameId: city.cityId,
    name: city.name,
    country: findOrFail(countries, city.country),
    adminCode: city.adminCode === "" ? null : city.adminCode,
    featureCode: city.featureCode,
    population: city.population,
    latitude: city.loc.coordinates[1],
    longitude: city.loc.coordinates[0],
  };
}
