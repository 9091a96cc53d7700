import { seed } from "arx/seed";
import { findOrFail } from "../data/find-or-fail";
import { sourceCountries } from "../data/sources";
import { Border } from "../models/border";
import { Country } from "../models/country";

export default seed("borders", { after: ["countries"] }, async (s) => {
  const countries = new Map(
    (await Country.all()).map((country) => [country.longCode, country]),
  );
  const rows = sourceCountries.flatMap(({ cca3, borders }) =>
    borders.map((neighbour) => ({
      country: findOrFail(countries, cca3),
      neighbour: findOrFail(countries, neighbour),
    })),
  );
  await s.upsert(Border, { on: ["country", "neighbour"] }, rows);
});
