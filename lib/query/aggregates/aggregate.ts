import type {
  Aggregate,
  AggregateName,
  AggregateOptions,
} from "../../typing/aggregate";
import type { SqlFragment } from "../../typing/sql-fragment";
import { requireBoolean } from "../conditions/values";
import { readOptions } from "../read-options";

/** What is to be computed, as it was said: names are looked up by the query that gets it. */
export class AggregateCall<F extends AggregateName, O, W> implements Aggregate<
  F,
  O,
  W
> {
  constructor(
    readonly name: F,
    readonly operand: O,
    readonly distinct: boolean,
    readonly conditions: readonly W[],
  ) {}

  where<const C extends object>(conditions: C): AggregateCall<F, O, W | C> {
    const { name, operand, distinct } = this;
    const all = [...this.conditions, conditions];
    return new AggregateCall<F, O, W | C>(name, operand, distinct, all);
  }
}

/**
 * How many rows there are; of a column or an SQL expression, how many values,
 * NULL not counted.
 *
 * @example
 * ```ts
 * await City.groupBy("capital").aggregate({ n: count(), names: count("name", { distinct: true }) });
 * // select "capital", count(*) as "n", count(distinct "name") as "names" from "cities" group by "capital"
 * ```
 */
export function count(): Aggregate<"count", undefined, never>;
export function count<const O extends string | SqlFragment>(
  operand: O,
  options?: AggregateOptions,
): Aggregate<"count", O, never>;
export function count(
  operand?: string | SqlFragment,
  options?: AggregateOptions,
): Aggregate<"count", unknown, never> {
  return call("count", operand, options);
}

/**
 * The sum of a column of numbers, or of an SQL expression.
 *
 * @example
 * ```ts
 * await City.groupBy("capital").aggregate({ people: sum("population") });
 * // select "capital", sum("population") as "people" from "cities" group by "capital"
 * ```
 */
export function sum<const O extends string | SqlFragment>(
  operand: O,
  options?: AggregateOptions,
): Aggregate<"sum", O, never> {
  return call("sum", operand, options);
}

/**
 * The mean of a column of numbers, or of an SQL expression.
 *
 * @example
 * ```ts
 * await City.groupBy("capital").aggregate({ people: avg("population") });
 * // select "capital", avg("population") as "people" from "cities" group by "capital"
 * ```
 */
export function avg<const O extends string | SqlFragment>(
  operand: O,
  options?: AggregateOptions,
): Aggregate<"avg", O, never> {
  return call("avg", operand, options);
}

/**
 * The smallest value of a column, or of an SQL expression.
 *
 * @example
 * ```ts
 * await City.groupBy("capital").aggregate({ first: min("name") });
 * // select "capital", min("name") as "first" from "cities" group by "capital"
 * ```
 */
export function min<const O extends string | SqlFragment>(
  operand: O,
): Aggregate<"min", O, never> {
  return call("min", operand);
}

/**
 * The largest value of a column, or of an SQL expression.
 *
 * @example
 * ```ts
 * await City.groupBy("capital").aggregate({ last: max("name") });
 * // select "capital", max("name") as "last" from "cities" group by "capital"
 * ```
 */
export function max<const O extends string | SqlFragment>(
  operand: O,
): Aggregate<"max", O, never> {
  return call("max", operand);
}

function call<F extends AggregateName, O>(
  name: F,
  operand: O,
  options: AggregateOptions = {},
): AggregateCall<F, O, never> {
  return new AggregateCall(name, operand, readDistinct(options, name), []);
}

function readDistinct(options: unknown, at: string): boolean {
  const { distinct = false } = readOptions(options, ["distinct"], at);
  return requireBoolean(distinct, `${at}.distinct`);
}
