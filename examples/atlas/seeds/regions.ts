import { seed } from "arx/seed";
import { sourceCountries } from "../data/sources";
import { Region } from "../models/region";

/** The continents are declared on the model; these are their parts. */
export default seed("regions", async (s) => {
  const continents = new Map(
    (await Region.where({ parent: null })).map((region) => [
      region.name,
      region,
    ]),
  );
  const parts = new Map(
    sourceCountries
      .filter(({ subregion }) => subregion !== "")
      .map(({ subregion, region }) => [
        subregion,
        { name: subregion, parent: continents.get(region) ?? null },
      ]),
  );
  await s.upsert(Region, { on: ["name"] }, parts.values());
});
