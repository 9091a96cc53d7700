import type { ColKey, KeyValue } from "./keys";
import type { Result } from "./loaded";
import type { OrderBy } from "./order-by";
import type { NoUndef, Where } from "./where";
import type { KnownWith, With } from "./with";

/** A statement as it is sent: the text and the encoded parameters. */
export interface StatementText {
  readonly text: string;
  readonly parameters: readonly (string | null)[];
}

/**
 * A query over the records of one model. Every method that narrows it returns
 * a new query; awaiting it runs it.
 */
export interface Query<T, O = object> extends PromiseLike<Result<T, O>[]> {
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): Query<T, O>;
  with<const W extends With<T>>(
    relations: W & KnownWith<W, T>,
  ): Query<T, O & { with: W }>;
  select<const S extends readonly ColKey<T>[]>(
    ...columns: S
  ): Query<T, O & { select: S }>;
  /** Adds to the order. */
  orderBy(...orders: readonly OrderBy<T>[]): Query<T, O>;
  /** Replaces the order. */
  reorder(...orders: readonly OrderBy<T>[]): Query<T, O>;
  limit(count: number): Query<T, O>;
  offset(count: number): Query<T, O>;

  all(): Promise<Result<T, O>[]>;
  first(): Promise<Result<T, O> | null>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
  /** The values of one column. */
  pluck<K extends ColKey<T>>(column: K): Promise<T[K][]>;
  /** Tuples of the values of several columns. */
  pluck<const K extends readonly [ColKey<T>, ColKey<T>, ...ColKey<T>[]]>(
    ...columns: K
  ): Promise<{ -readonly [I in keyof K]: T[K[I]] }[]>;
  /** The primary keys. */
  ids(): Promise<KeyValue<T>[]>;
  /** The statement, without running it. */
  toSQL(): StatementText;
}
