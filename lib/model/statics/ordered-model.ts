import type { ModelOf } from "../../typing/keys";
import type { Order } from "../../typing/order-by";
import type { Query } from "../../typing/query/query";
import { JoinedModel } from "./joined-model";
import { queryModel } from "./query-model";

/** Statics: queries of records in an order, or of some of them. */
export abstract class OrderedModel extends JoinedModel {
  /**
   * The records in an order.
   *
   * @example
   * ```ts
   * await City.orderBy({ population: "desc" }, { name: "asc" });
   * // select … from "cities" order by "population" desc, "name"
   * ```
   */
  static orderBy<T extends object>(
    this: ModelOf<T>,
    ...orders: readonly Order<T>[]
  ): Query<T> {
    return queryModel<T>(this).orderBy(...orders);
  }

  /**
   * The records by primary key, the greatest first.
   *
   * @example
   * ```ts
   * await City.reverse().limit(10);   // select … from "cities" order by "id" desc limit $1
   * ```
   */
  static reverse<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).reverse();
  }

  /**
   * At most so many records.
   *
   * @example
   * ```ts
   * await City.limit(10);   // select … from "cities" limit $1
   * ```
   */
  static limit<T extends object>(this: ModelOf<T>, count: number): Query<T> {
    return queryModel<T>(this).limit(count);
  }

  /**
   * All records but so many at the beginning.
   *
   * @example
   * ```ts
   * await City.offset(10).orderBy({ id: "asc" });   // select … from "cities" order by "id" offset $1
   * ```
   *
   * @throws InvalidArgumentError when it is no whole number from 0
   */
  static offset<T extends object>(this: ModelOf<T>, count: number): Query<T> {
    return queryModel<T>(this).offset(count);
  }
}
