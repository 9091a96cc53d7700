import type { ColKey, KeyValue } from "../keys";

/** How a query is run: what each verb gives of its records. `R` is what a record becomes. */
export interface QueryReads<T, R> {
  /**
   * Runs the query: the same as awaiting it, as a promise that runs at once.
   *
   * @example
   * ```ts
   * const [cities, countries] = await Promise.all([City.limit(10).all(), Country.all()]);
   * // select … from "cities" limit $1
   * // select … from "countries"
   * ```
   */
  all(): Promise<R[]>;
  /**
   * The first record in the query's order, by primary key where it has none, or null.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).first();
   * // select … from "cities" where "capital" = $1 order by "id" limit $2
   * ```
   */
  first(): Promise<R | null>;
  /**
   * Whether the query gives any record.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).exists();
   * // select exists (select from "cities" where "capital" = $1)
   * ```
   */
  exists(): Promise<boolean>;
  /**
   * The values of one column as a list, of several as a list of tuples.
   *
   * @example
   * ```ts
   * const names: string[] = await City.limit(10).pluck("name");
   * // select "name" from "cities" limit $1
   * ```
   */
  pluck<K extends ColKey<T>>(column: K): Promise<T[K][]>;
  /** Tuples of the values of several columns. */
  pluck<const K extends readonly [ColKey<T>, ColKey<T>, ...ColKey<T>[]]>(
    ...columns: K
  ): Promise<{ -readonly [I in keyof K]: T[K[I]] }[]>;
  /**
   * The primary keys, of a model whose key has one column.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).ids();
   * // select "id" from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when the key has several columns
   */
  ids(): Promise<KeyValue<T>[]>;
}
