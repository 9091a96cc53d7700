import type { inverseBrand, ReferenceShape } from "./markers";

/**
 * A relation to one record that is not loaded: awaiting it loads it, for every
 * record of the same result at once. It has no property of the record, so that
 * `city.country.name` compiles only where the country is known to be loaded.
 *
 * @example
 * ```ts
 * for (const city of await City.all()) {
 *   const { name } = await city.country;
 *   console.log(name);
 * }
 * // select … from "cities"
 * // select … from "countries" where "id" = any($1)
 * ```
 */
export interface LazyRef<T> extends PromiseLike<T>, ReferenceShape<T> {}

/** A `LazyRef` whose key lies on the other side: the unloaded form of `HasOne`. */
export interface LazyInverse<T> extends LazyRef<T> {
  readonly [inverseBrand]: true;
}

/** What a relation to many gains when it is loaded: it can be read at once. */
export interface LoadedRecords<E> {
  /** How many records the relation has. */
  readonly length: number;
  /**
   * The record at a place, from 0, or from the end where the place is negative.
   *
   * @example
   * ```ts
   * const { cities } = await country.load({ cities: true });
   * cities.at(0)?.name;   // "Berlin"
   * ```
   */
  at(index: number): E | undefined;
  [Symbol.iterator](): IterableIterator<E>;
  /**
   * What a function makes of each record.
   *
   * @example
   * ```ts
   * const { cities } = await country.load({ cities: true });
   * cities.map(({ name }) => name);   // ["Berlin", "Bon"]
   * ```
   */
  map<R>(transform: (record: E, index: number) => R): R[];
  /**
   * The records that pass a test.
   *
   * @example
   * ```ts
   * const { cities } = await country.load({ cities: true });
   * cities.filter(({ population }) => population > 1_000_000).length;   // 1
   * ```
   */
  filter(test: (record: E, index: number) => boolean): E[];
  /**
   * The records as an array of their own, which may be changed.
   *
   * @example
   * ```ts
   * const { cities } = await country.load({ cities: true });
   * cities.toArray().sort((left, right) => left.population - right.population);
   * ```
   */
  toArray(): E[];
}

/**
 * A loaded relation to many: everything the unloaded one has, and its records,
 * which can be read without await.
 *
 * @example
 * ```ts
 * const loaded = await Country.find(1, { with: { cities: true } });
 * // select …, array(select array[…] from "cities" where "country_id" = "countries"."id")
 * //   from "countries" where "id" = $1
 * const names = loaded.cities.map(({ name }) => name);   // ["Berlin", "Bon"]
 * ```
 */
export type LoadedSet<S, E> = S & LoadedRecords<E>;
