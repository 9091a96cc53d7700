import { addOrder } from "../../query/order/add-order";
import { orderByKey, parseCount, reverseOrder } from "../../query/clauses";
import type { Order } from "../../typing/order-by";
import type { QueryClauses } from "../../typing/query/query-clauses";
import { JoinedQuery } from "./joined-query";

/** The part of a query that says in which order it gives its records, and how many. */
export abstract class OrderedQuery<T>
  extends JoinedQuery<T>
  implements QueryClauses<T>
{
  orderBy(...orders: readonly Order<T>[]): this {
    return this.change(addOrder(this.data, orders, this.at("orderBy")));
  }

  reorder(...orders: readonly Order<T>[]): this {
    const unordered = { ...this.data, orderBy: [] };
    return this.change(addOrder(unordered, orders, this.at("reorder")));
  }

  reverse(): this {
    const { definition, orderBy } = this.data;
    const order = orderBy.length > 0 ? orderBy : orderByKey(definition);
    return this.change({ orderBy: reverseOrder(order) });
  }

  limit(count: number): this {
    return this.change({ limit: parseCount(count, this.at("limit")) });
  }

  offset(count: number): this {
    return this.change({ offset: parseCount(count, this.at("offset")) });
  }
}
