import type { SetShape } from "./markers";
import type { Query } from "./query";
import type { NoUndef, Where } from "./where";

/** A relation to many records. Unloaded it can be awaited, walked and narrowed; loaded it is a `LoadedSet` as well. */
export interface ManagedSet<T>
  extends PromiseLike<T[]>, AsyncIterable<T>, SetShape<T> {
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): Query<T>;
  count(): Promise<number>;
}
