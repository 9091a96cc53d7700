import type { ModelOf } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
import type { NoUndef, Where } from "../../typing/where";
import { queryModel } from "./query-model";
import { ScopedModel } from "./scoped-model";

/** Statics: queries of the records that meet conditions. */
export abstract class ConditionedModel extends ScopedModel {
  /**
   * The records that meet conditions.
   *
   * @example
   * ```ts
   * await City.where({ population: { gt: 1e6 }, country: { code: "de" } });
   * // select … from "cities" where "population" > $1 and exists
   * //   (select from "countries" as "t1" where "t1"."id" = "cities"."country_id" and "t1"."code" = $2)
   * ```
   */
  static where<T extends object, const W extends Where<T>>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Query<T> {
    return queryModel<T>(this).where<W>(conditions);
  }
}
