/**
 * What becomes of a relation that is awaited before it was loaded: `true` makes
 * an error of it, `"nPlusOneOnly"` only where the record is one of several of
 * the same result, `false` loads it.
 *
 * @example
 * ```ts
 * const mode: StrictLoading = "nPlusOneOnly";
 * const cities = await City.limit(2).strictLoading(mode);
 * // select … from "cities" limit $1
 * await cities[0]?.country;
 * // throws StrictLoadingError: City.country is not loaded, and strict loading of the query keeps it from being loaded on its own.
 * ```
 */
export type StrictLoading = boolean | "nPlusOneOnly";
