import type { ColKey, IsAny } from "./keys";
import type { SqlFragment } from "./sql-fragment";
import type { Where } from "./where";

/** What can be computed of many values. */
export type AggregateName = "count" | "sum" | "avg" | "min" | "max";

/**
 * What is to be computed of the rows of a query or of each group: made by
 * `count`, `sum`, `avg`, `min` and `max`.
 *
 * @example
 * ```ts
 * const capitals: Aggregate = count().where({ capital: true });
 * capitals.name;   // "count"
 * ```
 */
export interface Aggregate<
  out F extends AggregateName = AggregateName,
  out O = unknown,
  out W = unknown,
> {
  /** The function. */
  readonly name: F;
  /** The column, or the SQL of a value; undefined for whole rows. */
  readonly operand: O;
  /** Whether equal values count once. */
  readonly distinct: boolean;
  /** Which rows it is computed of: those for which all of these hold. */
  readonly conditions: readonly W[];
  /**
   * The same of some of the rows only. Conditions given before hold as well.
   *
   * @example
   * ```ts
   * await City.aggregate({ all: count(), capitals: count().where({ capital: true }) });
   * // select count(*) as "all", count(*) filter (where "capital" = $1) as "capitals" from "cities"
   * ```
   */
  where<const C extends object>(conditions: C): Aggregate<F, O, W | C>;
}

/**
 * How an aggregate is computed.
 *
 * @example
 * ```ts
 * const options: AggregateOptions = { distinct: true };
 * await City.aggregate({ names: count("name", options) });
 * // select count(distinct "name") as "names" from "cities"
 * ```
 */
export interface AggregateOptions {
  /** Whether equal values count once; otherwise each counts. */
  distinct?: boolean;
}

/** The names of the columns that have a sum: numbers, bigints, and texts, which a numeric is read as. */
export type NumericKey<T> = {
  [K in ColKey<T>]: HasSum<NonNullable<T[K]>> extends true ? K : never;
}[ColKey<T>];

/** The values of an enum are no quantities; each would be a property that has to be there. */
type HasSum<V> =
  IsAny<V> extends true
    ? true
    : [V] extends [bigint]
      ? true
      : [V] extends [number | string]
        ? Partial<Record<V, unknown>> extends Record<V, unknown>
          ? true
          : false
        : false;

/** What `sum` and `avg` take. */
export type NumericOperand<T> = NumericKey<T> | SqlFragment;

/** What `count`, `min` and `max` take. */
export type Operand<T> = ColKey<T> | SqlFragment;

/** Aggregates by the names that their values are to have. */
export type AggregatesOf<T> = Readonly<Record<string, AggregateOf<T>>>;

type AggregateOf<T> =
  | SqlFragment
  | Aggregate<
      "count" | "min" | "max",
      Operand<T> | undefined,
      Where<T> | SqlFragment
    >
  | Aggregate<"sum" | "avg", NumericOperand<T>, Where<T> | SqlFragment>;

/** What an aggregate gives: of no value at all a count is 0 and the others are null. */
export type AggregateValue<T, F, O> = F extends "count"
  ? number
  : O extends SqlFragment
    ? FragmentValue<O> | null
    : O extends keyof T
      ? ColumnValue<F, NonNullable<T[O]>> | null
      : never;

/** A mean of bigints has a fraction. */
type ColumnValue<F, V> = F extends "avg" ? (V extends bigint ? string : V) : V;

/** What the type argument of an SQL fragment says of its value. */
export type FragmentValue<S> = S extends SqlFragment<infer V> ? V : unknown;

/** One plain row of computed values. */
export type AggregateRow<T, A> = {
  -readonly [N in keyof A]: A[N] extends Aggregate<infer F, infer O>
    ? AggregateValue<T, F, O>
    : FragmentValue<A[N]>;
};
