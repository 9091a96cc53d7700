import type { ColKey } from "./keys";

/**
 * Smallest first, or largest first.
 *
 * @example
 * ```ts
 * const direction: SortDirection = "desc";
 * await City.orderBy({ name: direction });   // select … from "cities" order by "name" desc
 * ```
 */
export type SortDirection = "asc" | "desc";

/**
 * A direction, or a direction with the place of NULL: PostgreSQL takes NULL as
 * larger than any value unless told.
 *
 * @example
 * ```ts
 * const order: SortOrder = { dir: "desc", nulls: "last" };
 * await City.orderBy({ population: order });
 * // select … from "cities" order by "population" desc nulls last
 * ```
 */
export type SortOrder =
  SortDirection | { dir: SortDirection; nulls?: "first" | "last" };

/**
 * An order by columns, the first key first.
 *
 * @example
 * ```ts
 * const order: OrderBy<City> = { population: "desc", name: "asc" };
 * await City.orderBy(order);   // select … from "cities" order by "population" desc, "name"
 * ```
 */
export type OrderBy<T> = { [K in ColKey<T>]?: SortOrder };
