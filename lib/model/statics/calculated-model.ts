import type {
  AggregateRow,
  AggregatesOf,
  AggregateValue,
  NumericOperand,
  Operand,
} from "../../typing/aggregate";
import type { GroupKey } from "../../typing/group";
import type { ModelOf } from "../../typing/keys";
import type { GroupedQuery } from "../../typing/query/grouped-query";
import { ChangedModel } from "./changed-model";
import { queryModel } from "./query-model";

/** Statics: what is computed of all records in the database. */
export abstract class CalculatedModel extends ChangedModel {
  /**
   * How many records there are, or how many of them have a value in a column.
   *
   * @example
   * ```ts
   * await City.count();   // select count(*) from "cities"
   * ```
   */
  static async count<T extends object>(
    this: ModelOf<T>,
    operand?: Operand<T>,
  ): Promise<number> {
    return queryModel<T>(this).count(operand);
  }

  /**
   * The sum of a column, or of an SQL expression; null of no value at all.
   *
   * @example
   * ```ts
   * await City.sum("population");   // select sum("population") from "cities"
   * ```
   */
  static async sum<T extends object, const O extends NumericOperand<T>>(
    this: ModelOf<T>,
    operand: O,
  ): Promise<AggregateValue<T, "sum", O>> {
    return queryModel<T>(this).sum(operand);
  }

  /**
   * The mean of a column, or of an SQL expression; null of no value at all.
   *
   * @example
   * ```ts
   * await City.avg("population");   // select avg("population") from "cities"
   * ```
   */
  static async avg<T extends object, const O extends NumericOperand<T>>(
    this: ModelOf<T>,
    operand: O,
  ): Promise<AggregateValue<T, "avg", O>> {
    return queryModel<T>(this).avg(operand);
  }

  /**
   * The smallest value of a column, or of an SQL expression.
   *
   * @example
   * ```ts
   * await City.min("name");   // select min("name") from "cities"
   * ```
   */
  static async min<T extends object, const O extends Operand<T>>(
    this: ModelOf<T>,
    operand: O,
  ): Promise<AggregateValue<T, "min", O>> {
    return queryModel<T>(this).min(operand);
  }

  /**
   * The largest value of a column, or of an SQL expression.
   *
   * @example
   * ```ts
   * await City.max("name");   // select max("name") from "cities"
   * ```
   */
  static async max<T extends object, const O extends Operand<T>>(
    this: ModelOf<T>,
    operand: O,
  ): Promise<AggregateValue<T, "max", O>> {
    return queryModel<T>(this).max(operand);
  }

  /**
   * Several values at once, as one plain row.
   *
   * @example
   * ```ts
   * const { n, people } = await City.aggregate({ n: count(), people: sum("population") });
   * // select count(*) as "n", sum("population") as "people" from "cities"
   * ```
   */
  static async aggregate<T extends object, const A extends AggregatesOf<T>>(
    this: ModelOf<T>,
    aggregates: A,
  ): Promise<AggregateRow<T, A>> {
    return queryModel<T>(this).aggregate(aggregates);
  }

  /**
   * All records in groups: by columns, by relations to one, by SQL.
   *
   * @example
   * ```ts
   * await City.groupBy("capital").count();
   * // select "capital", count(*) as "count" from "cities" group by "capital"
   * ```
   */
  static groupBy<T extends object, const G extends readonly GroupKey<T>[]>(
    this: ModelOf<T>,
    ...keys: G
  ): GroupedQuery<T, G> {
    return queryModel<T>(this).groupBy<G>(...keys);
  }
}
