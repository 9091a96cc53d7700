import { inspect } from "node:util";
import { parseCount } from "../../query/clauses";
import {
  aggregateGroups,
  mapGroups,
} from "../../query/aggregates/group-results";
import type { GroupedData } from "../../query/aggregates/grouped-data";
import {
  parseGroupOrder,
  parseHaving,
} from "../../query/aggregates/narrow-groups";
import type {
  AggregateName,
  AggregateRow,
  AggregatesOf,
  AggregateValue,
  NumericOperand,
  Operand,
} from "../../typing/aggregate";
import type { GroupKeys, GroupMap } from "../../typing/group";
import type { SortOrder } from "../../typing/order-by";
import type { GroupedQuery } from "../../typing/query/grouped-query";
import type { SqlFragment } from "../../typing/sql-fragment";

/** The rows of a query in groups: immutable, run by a verb. */
class ModelGroups<T, G extends readonly unknown[]> implements GroupedQuery<
  T,
  G
> {
  readonly #data: GroupedData;

  constructor(data: GroupedData) {
    this.#data = data;
  }

  /** Whoever prints groups forgot to say what is computed of them. Without values: they may be secret. */
  [inspect.custom](): string {
    const { query, keys } = this.#data;
    const names = keys.map(({ name }) => JSON.stringify(name)).join(", ");
    return `[Groups of ${query.definition.name} by ${names}, run by count, sum, avg, min, max or aggregate]`;
  }

  having(conditions: SqlFragment | Readonly<Record<string, unknown>>): this {
    const added = parseHaving(conditions, this.#at("having"));
    return this.#change({ having: [...this.#data.having, added] });
  }

  orderBy(...orders: readonly Readonly<Record<string, SortOrder>>[]): this {
    const added = parseGroupOrder(orders, this.#at("orderBy"));
    return this.#change({ orderBy: [...this.#data.orderBy, ...added] });
  }

  limit(count: number): this {
    return this.#change({ limit: parseCount(count, this.#at("limit")) });
  }

  offset(count: number): this {
    return this.#change({ offset: parseCount(count, this.#at("offset")) });
  }

  async count(operand?: Operand<T>): Promise<GroupMap<T, G, number>> {
    return this.#map("count", operand);
  }

  async sum<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "sum", O>>> {
    return this.#map("sum", operand);
  }

  async avg<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "avg", O>>> {
    return this.#map("avg", operand);
  }

  async min<const O extends Operand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "min", O>>> {
    return this.#map("min", operand);
  }

  async max<const O extends Operand<T>>(
    operand: O,
  ): Promise<GroupMap<T, G, AggregateValue<T, "max", O>>> {
    return this.#map("max", operand);
  }

  async aggregate<const A extends AggregatesOf<T>>(
    aggregates: A,
  ): Promise<(GroupKeys<T, G> & AggregateRow<T, A>)[]> {
    // What the rows hold is what the keys and aggregates were checked for.
    return (await aggregateGroups(this.#data, aggregates)) as (GroupKeys<T, G> &
      AggregateRow<T, A>)[];
  }

  async #map<V>(
    name: AggregateName,
    operand: unknown,
  ): Promise<GroupMap<T, G, V>> {
    return (await mapGroups(this.#data, name, operand)) as GroupMap<T, G, V>;
  }

  #change(changes: Partial<GroupedData>): this {
    // Nothing extends this class, so the type of `this` is its own.
    return new ModelGroups<T, G>({ ...this.#data, ...changes }) as this;
  }

  #at(method: string): string {
    return `${this.#data.query.definition.name}.groupBy.${method}`;
  }
}

/** The groups that plain data say. */
export function groupsFrom<T, G extends readonly unknown[]>(
  data: GroupedData,
): GroupedQuery<T, G> {
  return new ModelGroups<T, G>(data);
}
