import type { ColKey, KeyValue } from "./keys";

/**
 * The primary key of a record: its value, or an object of the values where the
 * key has several columns.
 *
 * @example
 * ```ts
 * const key: RecordKey<City> = 1;
 * await City.findOrNull(key);   // select … from "cities" where "id" = $1
 * ```
 */
export type RecordKey<T> =
  | KeyValue<T>
  | (T extends { id: unknown } ? never : { readonly [K in ColKey<T>]?: T[K] });
