import { seed } from "arx/seed";
import { findOrFail } from "../data/find-or-fail";
import { sourceCountries } from "../data/sources";
import { Country } from "../models/country";
import { CountryCurrency } from "../models/country-currency";
import { Currency } from "../models/currency";

export default seed("currencies", { after: ["countries"] }, async (s) => {
  // A few currencies have more than one name in the source; the first one stands.
  const names = new Map<string, string>();
  for (const [code, { name }] of sourceCountries.flatMap((country) =>
    Object.entries(country.currencies),
  )) {
    if (!names.has(code)) names.set(code, name);
  }
  await s.upsert(
    Currency,
    { on: ["code"] },
    [...names].map(([code, name]) => ({ code, name })),
  );

  const currencies = new Map(
    (await Currency.all()).map((currency) => [currency.code, currency]),
  );
  const countries = new Map(
    (await Country.all()).map((country) => [country.code, country]),
  );
  const rows = sourceCountries.flatMap((country) =>
    Object.entries(country.currencies).map(([code, { symbol }]) => ({
      country: findOrFail(countries, country.cca2),
      currency: findOrFail(currencies, code),
      symbol,
    })),
  );
  await s.upsert(CountryCurrency, { on: ["country", "currency"] }, rows);
});
