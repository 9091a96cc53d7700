import type { SourceCity, SourceCountry } from "./sources";

/** What became of one country's capital. */
export interface CapitalMatch {
  readonly country: SourceCountry;
  /** Undefined when the list of cities has no such place. */
  readonly city: SourceCity | undefined;
}

/** Finds the city of every country that names a capital; countries without one are left out. */
export function matchCapitals(
  countries: readonly SourceCountry[],
  cities: readonly SourceCity[],
): CapitalMatch[] {
  const byCountry = groupByCountry(cities);
  return countries
    .filter((country) => capitalNameOf(country) !== null)
    .map((country) => ({
      country,
      city: findCapital(country, byCountry.get(country.cca2) ?? []),
    }));
}

/** The first capital a country names: South Africa and the Caribbean Netherlands name three. */
export function capitalNameOf(country: SourceCountry): string | null {
  return country.capital[0] ?? null;
}

function groupByCountry(
  cities: readonly SourceCity[],
): ReadonlyMap<string, readonly SourceCity[]> {
  const groups = new Map<string, SourceCity[]>();
  for (const city of cities) {
    const group = groups.get(city.country);
    if (group === undefined) groups.set(city.country, [city]);
    else group.push(city);
  }
  return groups;
}

/**
 * A place marked as a capital decides. Names come second, because the two
 * sources spell them differently (Nur-Sultan and Astana, Panamá and Panama City).
 */
function findCapital(
  country: SourceCountry,
  cities: readonly SourceCity[],
): SourceCity | undefined {
  const wanted = toPlainLetters(capitalNameOf(country) ?? "");
  return (
    cities.find((city) => city.featureCode === "PPLC") ??
    cities.find((city) => toPlainLetters(city.name) === wanted)
  );
}

/** `El Aaiún` → `elaaiun`. */
function toPlainLetters(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^\p{Letter}\p{Number}]/gu, "")
    .toLowerCase();
}
