import type { OrderBy } from "../order-by";

/** In which order a query gives its records, and how many of them. */
export interface QueryOrder<T> {
  /**
   * Adds to the order: what was said first counts first.
   *
   * @example
   * ```ts
   * await City.orderBy({ capital: "desc" }).orderBy({ name: "asc" });
   * // select … from "cities" order by "capital" desc, "name"
   * ```
   */
  orderBy(...orders: readonly OrderBy<T>[]): this;
  /**
   * Replaces the order; without arguments it takes it away.
   *
   * @example
   * ```ts
   * await City.orderBy({ capital: "desc" }).reorder({ name: "asc" });
   * // select … from "cities" order by "name"
   * ```
   */
  reorder(...orders: readonly OrderBy<T>[]): this;
  /**
   * Gives at most so many records.
   *
   * @example
   * ```ts
   * await City.orderBy({ id: "asc" }).limit(10);   // select … from "cities" order by "id" limit $1
   * ```
   *
   * @throws InvalidArgumentError when it is no whole number from 0
   */
  limit(count: number): this;
  /**
   * Leaves out so many records at the beginning.
   *
   * @example
   * ```ts
   * await City.orderBy({ id: "asc" }).limit(10).offset(20);
   * // select … from "cities" order by "id" limit $1 offset $2
   * ```
   *
   * @throws InvalidArgumentError when it is no whole number from 0
   */
  offset(count: number): this;
}
