import type { ColKey, OwnRelKey } from "./keys";
import type { SqlSource } from "./sql-fragment";
import type { VectorDistance } from "./vector-shape";

/** A property that has columns: a column, or a relation whose key lies in this model. */
export type KeyedProperty<T> = ColKey<T> | OwnRelKey<T>;

/** How a key stands in an index. */
export interface IndexKeyOptions {
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
  method?: IndexMethod;
  /** The distance that an index of vectors, `hnsw` or `ivfflat`, is made for; `cosine` unless said otherwise. */
  distance?: VectorDistance;
  /** Whether NULLs are the same to a unique index. */
  nullsNotDistinct?: boolean;
  /** Storage parameters, for instance `fillfactor`, or `m` and `ef_construction` of hnsw. */
  with?: Readonly<Record<string, string | number | boolean>>;
  /** Whether a migration builds it on a table in use without stopping its writers, in a file of its own without a transaction. */
  concurrently?: boolean;
}

/** PostgreSQL's own methods, and those of extensions. */
type IndexMethod =
  | "btree"
  | "hash"
  | "gin"
  | "gist"
  | "spgist"
  | "brin"
  | "bloom"
  | "hnsw"
  | "ivfflat"
  // Any other, without losing the list above.
  | (string & Record<never, never>);
