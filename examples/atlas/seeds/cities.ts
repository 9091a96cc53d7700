import { seed } from "arx/seed";
import { cityRows } from "../data/city-rows";
import { City } from "../models/city";
import { Country } from "../models/country";

export default seed("cities", { after: ["countries"] }, async (s) => {
  const countries = new Map(
    (await Country.all()).map((country) => [country.code, country]),
  );
  await s.upsert(City, { on: ["geonameId"] }, cityRows(countries));
});
