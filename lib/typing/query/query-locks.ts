import type { LockMode, LockOptions } from "../lock";

/** Which rows a query keeps others from. */
export interface QueryLocks {
  /**
   * Locks the rows that the query gives until the transaction around it ends;
   * of joined tables none. Relations that it loads are not locked.
   *
   * @example
   * ```ts
   * await transaction(async () => {
   *   const [city] = await City.orderBy({ id: "asc" }).limit(1).lock("update", { skipLocked: true });
   *   await city?.update({ name: "Bonn" });
   * });
   * // begin
   * // select … from "cities" order by "id" limit $1 for update skip locked
   * // update "cities" …
   * // commit
   * ```
   *
   * @param mode `update` unless said otherwise
   * @throws InvalidArgumentError for an unknown mode, and when it runs outside of a transaction or with `distinct`
   * @throws LockNotAvailableError when it runs with `noWait` and a row is locked
   */
  lock(mode?: LockMode, options?: LockOptions): this;
}
