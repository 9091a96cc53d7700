import type { LoadingStrategy } from "../typing/loading-strategy";
import type { LockMode, LockOptions } from "../typing/lock";
import type { Order } from "../typing/order-by";
import type { StrictLoading } from "../typing/strict-loading";

/**
 * What `find` and `findOrNull` take beside the key.
 *
 * @example
 * ```ts
 * const options = { with: { country: true } } as const;
 * await City.find(1, options);
 * // select … from "cities" left join lateral (select … from "countries"
 * //   where "id" = "cities"."country_id") as "arx_one1" on true where "id" = $1
 * ```
 */
export interface FindOptions<W> {
  /** Relations to load as well. */
  readonly with?: W;
  /** How they come: in the same statement, or in statements of their own. */
  readonly strategy?: LoadingStrategy;
}

/**
 * A query in one object, for `findMany`; what is left out is not restricted.
 *
 * @example
 * ```ts
 * await City.findMany({
 *   where: { population: { gte: 500_000 } },
 *   select: ["id", "name"],
 *   orderBy: { name: "asc" },
 *   limit: 10,
 *   offset: 20,
 * });
 * // select "id", "name" from "cities" where "population" >= $1 order by "name" limit $2 offset $3
 * ```
 */
export interface FindManyOptions<T, W, S, C> extends FindOptions<W> {
  /** Conditions that every record meets. */
  readonly where?: C;
  /** The columns of the plain rows that are given instead of records. */
  readonly select?: S;
  /** The order, first by the first; without one PostgreSQL gives rows in any. */
  readonly orderBy?: Order<T> | readonly Order<T>[];
  /** How many records at most. */
  readonly limit?: number;
  /** How many records to leave out first. */
  readonly offset?: number;
  /** How the rows are locked until the transaction ends: a mode, or options with the mode `update` unless they say another. */
  readonly lock?: LockMode | (LockOptions & { readonly mode?: LockMode });
  /** What becomes of relations that are awaited unloaded. */
  readonly strictLoading?: StrictLoading;
}
