import { City } from "../models/city";
import { Country } from "../models/country";
import { CountryLanguage } from "../models/country-language";
import { Language } from "../models/language";

/** The largest cities of the countries that border a country; parts of cities do not count. */
export function findLargestCitiesAround(code: string, limit: number) {
  return City.where({
    country: { neighbours: { some: { code } } },
    featureCode: { ne: "PPLX" },
  })
    .with({ country: true })
    .orderBy({ population: "desc" }, { geonameId: "asc" })
    .limit(limit);
}

/** Languages by the number of countries where they are official. */
export async function rankLanguages(limit: number) {
  const languages = await Language.with({ countries: true });
  return languages
    .map(({ code, name, countries }) => ({
      code,
      name,
      countries: countries.length,
    }))
    .sort(
      (left, right) =>
        right.countries - left.countries || (left.code < right.code ? -1 : 1),
    )
    .slice(0, limit);
}

/** Countries without a capital, or with one that the list of cities does not know. */
export function findCountriesWithoutCapital() {
  return Country.where({ capital: null })
    .with({ region: true })
    .orderBy({ code: "asc" });
}

/** One page of all cities by population, from 1, and how many cities there are. */
export async function findPageOfCities(page: number, pageSize: number) {
  const byPopulation = City.orderBy(
    { population: "desc" },
    { geonameId: "asc" },
  );
  const items = await byPopulation
    .with({ country: true })
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { items, total: await byPopulation.count() };
}

/** What a country is called in its own languages: a column of the join model. */
export function findNativeNames(code: string) {
  return CountryLanguage.where({ country: { code } })
    .with({ language: true })
    .orderBy({ id: "asc" });
}

/** The population of all capitals, read one by one as the loop comes to them. */
export async function addUpCapitals() {
  let capitals = 0;
  let population = 0;
  for (const country of await Country.all()) {
    const capital = await country.capital;
    if (capital === null) continue;
    capitals += 1;
    population += capital.population;
  }
  return { capitals, population };
}
