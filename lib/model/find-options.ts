import type { ColKey, KeyValue } from "../typing/keys";
import type { OrderBy } from "../typing/order-by";

/** What `find` and `findOrNull` take beside the key. */
export interface FindOptions<W> {
  /** Relations to load as well. */
  readonly with?: W;
}

/** A query in one object, for `findMany`. */
export interface FindManyOptions<T, W, S, C> extends FindOptions<W> {
  readonly where?: C;
  readonly select?: S;
  readonly orderBy?: OrderBy<T> | readonly OrderBy<T>[];
  readonly limit?: number;
  readonly offset?: number;
}

/** The primary key of a record: its value, or an object of the values where the key has several columns. */
export type RecordKey<T> =
  | KeyValue<T>
  | (T extends { id: unknown } ? never : { readonly [K in ColKey<T>]?: T[K] });
