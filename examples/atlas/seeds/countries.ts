import type { Create } from "arx";
import { seed } from "arx/seed";
import { capitalNameOf } from "../data/capitals";
import { sourceCountries, type SourceCountry } from "../data/sources";
import { findOrFail } from "../data/find-or-fail";
import { Country } from "../models/country";
import { Region } from "../models/region";

/** Countries without their capitals: a capital is a city, and a city needs its country first. */
export default seed("countries", { after: ["regions"] }, async (s) => {
  const regions = new Map(
    (await Region.all()).map((region) => [region.name, region]),
  );
  const rows = sourceCountries.map((country) =>
    toRow(country, findOrFail(regions, country.subregion || country.region)),
  );
  await s.upsert(Country, { on: ["code"] }, rows);
});

function toRow(country: SourceCountry, region: Region): Create<Country> {
  return {
    code: country.cca2,
    longCode: country.cca3,
    name: country.name.common,
    officialName: country.name.official,
    status:
      country.status === "user-assigned"
        ? "user-assigned"
        : "officially-assigned",
    // The package's types say boolean, but Kosovo's is null.
    independent: country.independent,
    unMember: country.unMember,
    landlocked: country.landlocked,
    // −1 stands for unknown in the source.
    area: country.area > 0 ? String(country.area) : null,
    latitude: country.latlng[0],
    longitude: country.latlng[1],
    domains: country.tld,
    translations: country.translations,
    region,
    capitalName: capitalNameOf(country),
  };
}
