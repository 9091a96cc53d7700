import type { ColKey, OwnRelKey } from "../typing/keys";

/**
 * How `upsertAll` knows a row again, and what it changes in it.
 *
 * @example
 * ```ts
 * const options: UpsertOptions<Country> = { on: ["code"], update: ["name"] };
 * await Country.upsertAll([{ code: "de", name: "Germany" }], options);
 * // insert into "countries" (…) … on conflict ("code") do update set "name" = excluded."name" …
 * ```
 */
export interface UpsertOptions<T> {
  /** The properties of a unique index or constraint, by which a row is known; a relation stands for its key. */
  readonly on: readonly (ColKey<T> | OwnRelKey<T>)[];
  /** The properties that a known row takes over: all that are given but the key when left out. */
  readonly update?: readonly (ColKey<T> | OwnRelKey<T>)[];
  /** The most rows of one statement; 10,000 when not given. */
  readonly batchSize?: number;
}
