import { countQueries } from "arx/testing";
import {
  addUpCapitals,
  findCountriesWithoutCapital,
  findLargestCitiesAround,
  findNativeNames,
  findPageOfCities,
  rankLanguages,
} from "./questions";
import { format, printTable } from "./table";

/** Asks every question and prints its answer. */
export async function printAnswers(): Promise<void> {
  await printCitiesAroundGermany();
  await printLanguages();
  await printNativeNames();
  await printCountriesWithoutCapital();
  await printPageOfCities();
  await printCapitals();
}

async function printCitiesAroundGermany(): Promise<void> {
  const cities = await findLargestCitiesAround("DE", 10);
  printTable(
    "The ten largest cities of the countries that border Germany",
    ["city", "country", "population"],
    cities.map(({ name, country, population }) => [
      name,
      country.name,
      population,
    ]),
  );
}

async function printLanguages(): Promise<void> {
  const { result, count } = await countQueries(() => rankLanguages(10));
  printTable(
    `The languages that are official in most countries (${String(count)} statements)`,
    ["language", "countries"],
    result.map(({ name, countries }) => [name, countries]),
  );
}

async function printNativeNames(): Promise<void> {
  const names = await findNativeNames("CH");
  printTable(
    "What Switzerland is called in Switzerland",
    ["language", "name"],
    names.map(({ language, nativeName }) => [language.name, nativeName ?? ""]),
  );
}

async function printCountriesWithoutCapital(): Promise<void> {
  const countries = await findCountriesWithoutCapital();
  printTable(
    "Countries and territories whose capital is not in the list of cities",
    ["code", "country", "region", "capital"],
    countries.map(({ code, name, region, capitalName }) => [
      code,
      name,
      region.name,
      capitalName ?? "none",
    ]),
  );
}

async function printPageOfCities(): Promise<void> {
  const page = 2;
  const { items, total } = await findPageOfCities(page, 10);
  printTable(
    `Cities by population, page ${String(page)} of ${format(Math.ceil(total / 10))} (${format(total)} cities)`,
    ["city", "country", "population"],
    items.map(({ name, country, population }) => [
      name,
      country.name,
      population,
    ]),
  );
}

async function printCapitals(): Promise<void> {
  const { result, count } = await countQueries(addUpCapitals);
  printTable(
    "All capitals, read one by one in a loop",
    ["capitals", "people in them", "statements"],
    [[result.capitals, result.population, count]],
  );
}
