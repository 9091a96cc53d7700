import type { ColKey, OwnRelKey } from "./keys";
import type { SqlSource } from "./sql-fragment";

/** A property that has columns: a column, or a relation whose key lies in this model. */
export type KeyedProperty<T> = ColKey<T> | OwnRelKey<T>;

/** How a key stands in an index. */
interface IndexKeyOptions {
  /** The class of operators that the index serves, for instance `text_pattern_ops`. */
  operatorClass?: string;
  /** `asc` unless said otherwise. */
  direction?: "asc" | "desc";
  /** Where NULL stands; last when ascending and first when descending, unless said otherwise. */
  nulls?: "first" | "last";
}

/** One key of an index: a property, a property with options, or an SQL expression. */
export type IndexKey<P extends string> =
  | P
  | (IndexKeyOptions & { column: P; expression?: never })
  | (IndexKeyOptions & { expression: SqlSource; column?: never });

/** How an index is made. */
export interface IndexOptions<P extends string = string> {
  /** Whether no two rows may have the same keys. */
  unique?: boolean;
  /** The name in the database; left out, it is made from the table and columns. */
  name?: string;
  /** The condition of a partial index. */
  where?: SqlSource;
  /** Further columns that the index holds for reading. */
  include?: readonly P[];
  /** `btree` unless said otherwise. */
  method?: "btree" | "hash" | "gin" | "gist" | "spgist" | "brin";
  /** Whether NULLs are the same to a unique index. */
  nullsNotDistinct?: boolean;
  /** Storage parameters, for instance `fillfactor`. */
  with?: Readonly<Record<string, string | number | boolean>>;
}
