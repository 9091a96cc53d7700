import type { SetShape } from "./markers";
import type { Query } from "./query/query";
import type { NoUndef, Where } from "./where";

/**
 * A relation to many records. Unloaded it can be awaited, walked and narrowed;
 * loaded it is a `LoadedSet` as well. Awaiting it in a loop loads it for every
 * record of the same result at once.
 *
 * @example
 * ```ts
 * for (const country of await Country.all()) {
 *   for await (const city of country.cities) console.log(city.name);
 * }
 * // select … from "countries"
 * // select … from "cities" where "country_id" = any($1)
 * ```
 */
export interface ManagedSet<T>
  extends PromiseLike<T[]>, AsyncIterable<T>, SetShape<T> {
  /**
   * The records of the relation that meet conditions, as a query.
   *
   * @example
   * ```ts
   * await country.cities.where({ population: { gt: 1e6 } });
   * // select … from "cities" where "country_id" = $1 and "population" > $2
   * ```
   */
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): Query<T>;
  /**
   * How many records the relation has, counted by the database.
   *
   * @example
   * ```ts
   * await country.cities.count();   // select count(*) from "cities" where "country_id" = $1
   * ```
   */
  count(): Promise<number>;
}
