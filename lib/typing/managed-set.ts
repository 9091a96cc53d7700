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
   * How many records the relation has, counted by the database, loaded or not.
   *
   * @example
   * ```ts
   * await country.cities.count();   // select count(*) from "cities" where "country_id" = $1
   * ```
   */
  count(): Promise<number>;
  /**
   * How many records the relation has: of those that are loaded, else counted by
   * the database. `length` is the same without await, once it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.size();   // select count(*) from "cities" where "country_id" = $1
   * const { cities } = await country.load({ cities: true });
   * // select … from "cities" where "country_id" = any($1)
   * await cities.size();   // 2
   * ```
   */
  size(): Promise<number>;
  /**
   * Whether the relation has any record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.any();
   * // select exists (select from "cities" where "country_id" = $1)
   * ```
   */
  any(): Promise<boolean>;
  /**
   * Whether the relation has more than one record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.many();
   * // select count(*) from lateral (select from "cities" where "country_id" = $1 limit $2) as "arx_rows"
   * ```
   */
  many(): Promise<boolean>;
  /**
   * Whether the relation has exactly one record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.one();
   * // select count(*) from lateral (select from "cities" where "country_id" = $1 limit $2) as "arx_rows"
   * ```
   */
  one(): Promise<boolean>;
  /**
   * Whether the relation has no record; no statement when it is loaded.
   *
   * @example
   * ```ts
   * await country.cities.isEmpty();
   * // select exists (select from "cities" where "country_id" = $1)
   * ```
   */
  isEmpty(): Promise<boolean>;
}
