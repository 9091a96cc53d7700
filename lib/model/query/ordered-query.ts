import { parseCount, parseOrder } from "../../query/clauses";
import type { OrderBy } from "../../typing/order-by";
import type { QueryOrder } from "../../typing/query/query-order";
import { ConditionedQuery } from "./conditioned-query";

/** The part of a query that says in which order it gives its records, and how many. */
export abstract class OrderedQuery<T>
  extends ConditionedQuery<T>
  implements QueryOrder<T>
{
  orderBy(...orders: readonly OrderBy<T>[]): this {
    const { definition, orderBy } = this.data;
    const added = parseOrder(definition, orders, this.at("orderBy"));
    return this.change({ orderBy: [...orderBy, ...added] });
  }

  reorder(...orders: readonly OrderBy<T>[]): this {
    const { definition } = this.data;
    return this.change({
      orderBy: parseOrder(definition, orders, this.at("reorder")),
    });
  }

  limit(count: number): this {
    return this.change({ limit: parseCount(count, this.at("limit")) });
  }

  offset(count: number): this {
    return this.change({ offset: parseCount(count, this.at("offset")) });
  }
}
