import { calculate, calculateAll } from "../../query/aggregates/calculate";
import { countRows } from "../../query/aggregates/count-rows";
import { groupBy } from "../../query/aggregates/narrow-groups";
import type {
  AggregateRow,
  AggregatesOf,
  AggregateValue,
  NumericOperand,
  Operand,
} from "../../typing/aggregate";
import type { GroupKey } from "../../typing/group";
import type { GroupedQuery } from "../../typing/query/grouped-query";
import { ChangedQuery } from "./changed-query";
import { groupsFrom } from "./grouped-query";

/** The part of a query that computes something of its records in the database. */
export abstract class CalculatedQuery<T> extends ChangedQuery<T> {
  /** How many rows the query gives; a limit counts: `limit(2).count()` is at most 2. */
  async count(operand?: Operand<T>): Promise<number> {
    return operand === undefined
      ? countRows(this.data)
      : ((await calculate(this.data, "count", operand)) as number);
  }

  async sum<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "sum", O>> {
    return (await calculate(this.data, "sum", operand)) as AggregateValue<
      T,
      "sum",
      O
    >;
  }

  async avg<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "avg", O>> {
    return (await calculate(this.data, "avg", operand)) as AggregateValue<
      T,
      "avg",
      O
    >;
  }

  async min<const O extends Operand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "min", O>> {
    return (await calculate(this.data, "min", operand)) as AggregateValue<
      T,
      "min",
      O
    >;
  }

  async max<const O extends Operand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "max", O>> {
    return (await calculate(this.data, "max", operand)) as AggregateValue<
      T,
      "max",
      O
    >;
  }

  async aggregate<const A extends AggregatesOf<T>>(
    aggregates: A,
  ): Promise<AggregateRow<T, A>> {
    return (await calculateAll(this.data, aggregates)) as AggregateRow<T, A>;
  }

  groupBy<const G extends readonly GroupKey<T>[]>(
    ...keys: G
  ): GroupedQuery<T, G> {
    return groupsFrom<T, G>(groupBy(this.data, keys));
  }
}
