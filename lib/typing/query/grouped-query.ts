import type {
  AggregateRow,
  AggregatesOf,
  AggregateValue,
  NumericOperand,
  Operand,
} from "../aggregate";
import type { GroupKeys, GroupMap } from "../group";
import type { SortOrder } from "../order-by";
import type { SqlFragment } from "../sql-fragment";

/**
 * The rows of a query in groups. Every method that narrows it returns a new
 * one; the others run it.
 *
 * @example
 * ```ts
 * const groups: GroupedQuery<City, ["capital"]> = City.groupBy("capital");
 * await groups.count();   // select "capital", count(*) as "count" from "cities" group by "capital"
 * ```
 */
export interface GroupedQuery<T, G extends readonly unknown[]> {
  /**
   * Adds conditions on groups, as SQL or by the names of what is computed;
   * those given before hold as well.
   *
   * @example
   * ```ts
   * await City.groupBy("capital").having(sql`count(*) > ${1}`).count();
   * // select "capital", count(*) as "count" from "cities" group by "capital" having (count(*) > $1)
   * await City.groupBy("capital").having({ n: { gt: 1 } }).aggregate({ n: count() });
   * // select "capital", count(*) as "n" from "cities" group by "capital" having count(*) > $1
   * ```
   *
   * @throws UndefinedConditionError when a value is undefined
   */
  having(conditions: SqlFragment | Readonly<Record<string, unknown>>): this;
  /**
   * Adds to the order of the groups: by the names of keys and of what is
   * computed. A verb computes what is called like itself.
   *
   * @example
   * ```ts
   * await City.groupBy("name").orderBy({ count: "desc", name: "asc" }).limit(3).count();
   * // select "name", count(*) as "count" from "cities" group by "name" order by 2 desc, "name" limit $1
   * ```
   */
  orderBy(...orders: readonly Readonly<Record<string, SortOrder>>[]): this;
  /**
   * Gives at most so many groups.
   *
   * @example
   * ```ts
   * await City.groupBy("name").limit(3).count();
   * // select "name", count(*) as "count" from "cities" group by "name" limit $1
   * ```
   *
   * @throws InvalidArgumentError when it is no whole number from 0
   */
  limit(count: number): this;
  /**
   * Leaves out so many groups at the beginning.
   *
   * @example
   * ```ts
   * await City.groupBy("name").orderBy({ name: "asc" }).limit(3).offset(3).count();
   * // select "name", count(*) as "count" from "cities" group by "name" order by "name" limit $1 offset $2
   * ```
   *
   * @throws InvalidArgumentError when it is no whole number from 0
   */
  offset(count: number): this;
  /**
   * How many rows each group has, or how many of them have a value in a column.
   *
   * @example
   * ```ts
   * const counts: Map<boolean, number> = await City.groupBy("capital").count();
   * // select "capital", count(*) as "count" from "cities" group by "capital"
   * counts.get(false);   // 3
   * ```
   */
  count(operand?: Operand<T>): Promise<GroupMap<T, G, number>>;
  /**
   * The sum of a column, or of an SQL expression, in each group.
   *
   * @example
   * ```ts
   * await City.groupBy("capital").sum("population");
   * // select "capital", sum("population") as "sum" from "cities" group by "capital"
   * ```
   */
  sum<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "sum", O>>>;
  /**
   * The mean in each group.
   *
   * @example
   * ```ts
   * await City.groupBy("capital").avg("population");
   * // select "capital", avg("population") as "avg" from "cities" group by "capital"
   * ```
   */
  avg<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "avg", O>>>;
  /**
   * The smallest value in each group.
   *
   * @example
   * ```ts
   * await City.groupBy("capital").min("name");
   * // select "capital", min("name") as "min" from "cities" group by "capital"
   * ```
   */
  min<const O extends Operand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "min", O>>>;
  /**
   * The largest value in each group.
   *
   * @example
   * ```ts
   * await City.groupBy("capital").max("name");
   * // select "capital", max("name") as "max" from "cities" group by "capital"
   * ```
   */
  max<const O extends Operand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "max", O>>>;
  /**
   * One plain row for each group: its keys, and what is computed of it.
   *
   * @example
   * ```ts
   * await City.groupBy("capital").aggregate({ n: count(), largest: max("population") });
   * // select "capital", count(*) as "n", max("population") as "largest" from "cities" group by "capital"
   * ```
   *
   * @throws InvalidArgumentError when a key has the name of a value
   */
  aggregate<const A extends AggregatesOf<T>>(
    aggregates: A,
  ): Promise<(GroupKeys<T, G> & AggregateRow<T, A>)[]>;
}
