import type { ModelOf } from "../../typing/keys";
import type { OrderBy } from "../../typing/order-by";
import type { Query } from "../../typing/query/query";
import { ConditionedModel } from "./conditioned-model";
import { queryModel } from "./query-model";

/** Statics: queries of records in an order, or of some of them. */
export abstract class OrderedModel extends ConditionedModel {
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
    ...orders: readonly OrderBy<T>[]
  ): Query<T> {
    return queryModel<T>(this).orderBy(...orders);
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
}
