import type { LockMode, LockOptions } from "../typing/lock";
import type { Order } from "../typing/order-by";

/**
 * What `find` and `findOrNull` take beside the key.
 *
 * @example
 * ```ts
 * const options = { with: { country: true } } as const;
 * await City.find(1, options);
 * // select … from "cities" where "id" = $1
 * // select … from "countries" where "id" = any($1)
 * ```
 */
export interface FindOptions<W> {
  /** Relations to load as well. */
  readonly with?: W;
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
}
