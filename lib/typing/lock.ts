/**
 * How strong the lock of a row is: `update` lets nobody else change, delete or
 * lock it, `noKeyUpdate` lets others refer to it, `share` lets others lock it to
 * share as well, `keyShare` only keeps its key as it is.
 *
 * @example
 * ```ts
 * const mode: LockMode = "share";
 * await transaction(() => City.lock(mode).first());
 * // begin; select … from "cities" order by "id" limit $1 for share; commit
 * ```
 */
export type LockMode = "update" | "noKeyUpdate" | "share" | "keyShare";

/**
 * What to do about rows that somebody else has locked; without an option the
 * query waits for them.
 *
 * @example
 * ```ts
 * const options: LockOptions = { skipLocked: true };
 * await transaction(() => City.limit(10).lock("update", options));
 * // begin; select … from "cities" limit $1 for update skip locked; commit
 * ```
 */
export interface LockOptions {
  /** Leaves them out: what workers do that share out a queue. */
  readonly skipLocked?: boolean;
  /** Fails at once, with a LockNotAvailableError. */
  readonly noWait?: boolean;
}
