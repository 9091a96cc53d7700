import { indexName } from "../metadata/naming";
import type { Index, IndexKey } from "../schema/schema";

/**
 * One part of an index: a column's name, or more about it.
 *
 * @example
 * ```ts
 * const keys: IndexKeyOptions[] = ["country_id", { expression: "lower(name)", direction: "desc" }];
 * m.createIndex("cities", keys, { name: "cities_by_name" });
 * // create index "cities_by_name" on "cities" ("country_id", (lower(name)) desc)
 * ```
 */
export type IndexKeyOptions =
  | string
  | {
      readonly column?: string | undefined;
      /** Any expression over the row, instead of a column. */
      readonly expression?: string | undefined;
      readonly operatorClass?: string | undefined;
      /** `asc` unless said otherwise. */
      readonly direction?: "asc" | "desc" | undefined;
      /** PostgreSQL's own habit unless said otherwise: last when ascending, first when descending. */
      readonly nulls?: "first" | "last" | undefined;
    };

/**
 * What an index may be beside its keys.
 *
 * @example
 * ```ts
 * const options: IndexOptions = { unique: true, where: "capital", include: ["name"] };
 * m.createIndex("cities", ["country_id"], options);
 * // create unique index "idx_cities_country_id" on "cities" ("country_id") include ("name") where capital
 * ```
 */
export interface IndexOptions {
  /** `idx_<table>_<columns>` unless said otherwise, for vectors with the method behind it. */
  readonly name?: string | undefined;
  /** Whether no two rows may have the same keys. */
  readonly unique?: boolean | undefined;
  /** `btree` unless said otherwise. */
  readonly method?: string | undefined;
  /** The condition of a partial index, as SQL. */
  readonly where?: string | undefined;
  /** Columns that are stored in the index without being keys. */
  readonly include?: readonly string[] | undefined;
  /** Whether two NULLs count as the same; PostgreSQL 15 or newer. */
  readonly nullsNotDistinct?: boolean | undefined;
  /** Storage parameters. */
  readonly with?: Readonly<Record<string, string>> | undefined;
  /** Built without stopping writers; only in a migration with `transaction: false`. */
  readonly concurrently?: boolean | undefined;
}

/** The index that the options describe. */
export function buildIndex(
  table: string,
  keys: readonly IndexKeyOptions[],
  options: IndexOptions,
): Index {
  const built = keys.map(buildKey);
  return {
    name: options.name ?? defaultIndexName(table, built, options.method),
    method: options.method ?? "btree",
    unique: options.unique ?? false,
    keys: built,
    include: options.include ?? [],
    where: options.where,
    nullsNotDistinct: options.nullsNotDistinct ?? false,
    with: options.with ?? {},
    concurrently: false,
  };
}

/** The name that an index gets when none is given. */
export function defaultIndexName(
  table: string,
  keys: readonly IndexKey[],
  method?: string,
): string {
  return indexName(
    table,
    keys.map(({ column }) => column ?? "expr"),
    method,
  );
}

/** One key with everything that was left out filled in. */
export function buildKey(options: IndexKeyOptions): IndexKey {
  const key = typeof options === "string" ? { column: options } : options;
  const direction = key.direction ?? "asc";
  return {
    column: key.column,
    expression: key.expression,
    operatorClass: key.operatorClass,
    direction,
    nulls: key.nulls ?? (direction === "asc" ? "last" : "first"),
  };
}
