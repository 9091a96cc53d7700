import { seed } from "arx/seed";
import { findOrFail } from "../data/find-or-fail";
import { sourceCountries } from "../data/sources";
import { Country } from "../models/country";
import { CountryLanguage } from "../models/country-language";
import { Language } from "../models/language";

export default seed("languages", { after: ["countries"] }, async (s) => {
  // Two languages have two names in the source; the last one stands.
  const names = new Map(
    sourceCountries.flatMap((country) => Object.entries(country.languages)),
  );
  await s.upsert(
    Language,
    { on: ["code"] },
    [...names].map(([code, name]) => ({ code, name })),
  );

  const languages = new Map(
    (await Language.all()).map((language) => [language.code, language]),
  );
  const countries = new Map(
    (await Country.all()).map((country) => [country.code, country]),
  );
  const rows = sourceCountries.flatMap((country) =>
    Object.keys(country.languages).map((code) => ({
      country: findOrFail(countries, country.cca2),
      language: findOrFail(languages, code),
      nativeName: country.name.native[code]?.common ?? null,
    })),
  );
  await s.upsert(CountryLanguage, { on: ["country", "language"] }, rows);
});
