import type { ModelOf } from "../../typing/keys";
import type { LockMode, LockOptions } from "../../typing/lock";
import type { Query } from "../../typing/query/query";
import { OrderedModel } from "./ordered-model";
import { queryModel } from "./query-model";

/** Statics: queries that keep others from what they give. */
export abstract class LockedModel extends OrderedModel {
  /**
   * A query that locks its rows until the transaction around it ends.
   *
   * @example
   * ```ts
   * await transaction(() => City.lock().first());
   * // begin; select … from "cities" order by "id" limit $1 for update; commit
   * ```
   *
   * @param mode `update` unless said otherwise
   * @throws InvalidArgumentError for an unknown mode, and when it runs outside of a transaction
   * @throws LockNotAvailableError when it runs with `noWait` and a row is locked
   */
  static lock<T extends object>(
    this: ModelOf<T>,
    mode?: LockMode,
    options?: LockOptions,
  ): Query<T> {
    return queryModel<T>(this).lock(mode, options);
  }
}
