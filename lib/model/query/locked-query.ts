import { parseLock } from "../../query/lock-rows";
import type { LockMode, LockOptions } from "../../typing/lock";
import type { QueryLocks } from "../../typing/query/query-locks";
import { OrderedQuery } from "./ordered-query";

/** The part of a query that says which rows it keeps others from. */
export abstract class LockedQuery<T>
  extends OrderedQuery<T>
  implements QueryLocks
{
  lock(mode: LockMode = "update", options: LockOptions = {}): this {
    return this.change({ lock: parseLock(mode, options, this.at("lock")) });
  }
}
