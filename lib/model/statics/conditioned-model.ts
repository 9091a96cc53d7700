import type { ModelOf, RelKey } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
import type { Combinable } from "../../typing/query/query-clauses";
import type {
  RelatedCount,
  RelatedNoUndef,
  RelatedWhere,
} from "../../typing/related-values";
import type { SqlFragment } from "../../typing/sql-fragment";
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
  static where<T extends object, const W extends Where<T> | SqlFragment>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Query<T> {
    return queryModel<T>(this).where<W>(conditions);
  }

  /**
   * The records that do not meet all of these conditions.
   *
   * @example
   * ```ts
   * await City.whereNot({ name: ["Bonn", "Ulm"] });
   * // select … from "cities" where ("name" = any($1)) is not true
   * ```
   */
  static whereNot<T extends object, const W extends Where<T> | SqlFragment>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Query<T> {
    return queryModel<T>(this).whereNot<W>(conditions);
  }

  /**
   * The records that do not meet these conditions, those of a query for instance.
   *
   * @example
   * ```ts
   * const large = City.where({ population: { gt: 1e6 } });
   * await City.not(large);   // select … from "cities" where ("population" > $1) is not true
   * ```
   */
  static not<T extends object, const W extends Combinable<T>>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Query<T> {
    return queryModel<T>(this).not<W>(conditions);
  }

  /**
   * No records, without asking the database.
   *
   * @example
   * ```ts
   * await City.none();   // []
   * ```
   */
  static none<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).none();
  }

  /**
   * The records that a relation leads on from, each once; of several relations,
   * from every one.
   *
   * @example
   * ```ts
   * await City.whereHas("country", { code: "de" });
   * // select … from "cities" where exists
   * //   (select from "countries" as "t1" where "t1"."id" = "cities"."country_id" and "t1"."code" = $1)
   * ```
   */
  static whereHas<T extends object>(
    this: ModelOf<T>,
    ...relations: readonly [RelKey<T>, ...RelKey<T>[]]
  ): Query<T>;
  static whereHas<
    T extends object,
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]>,
  >(
    this: ModelOf<T>,
    relation: K,
    conditions: W & RelatedNoUndef<W, T[K]>,
    options?: RelatedCount,
  ): Query<T>;
  static whereHas(
    this: ModelOf<object>,
    ...named: readonly unknown[]
  ): Query<object> {
    return queryModel<object>(this).whereHas(...(named as [never]));
  }

  /**
   * The records that a relation leads nowhere from; of several relations, from
   * none of them.
   *
   * @example
   * ```ts
   * await Country.whereMissing("cities");
   * // select … from "countries" where not exists
   * //   (select from "cities" as "t1" where "t1"."country_id" = "countries"."id")
   * ```
   */
  static whereMissing<T extends object>(
    this: ModelOf<T>,
    ...relations: readonly [RelKey<T>, ...RelKey<T>[]]
  ): Query<T>;
  static whereMissing<
    T extends object,
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]>,
  >(
    this: ModelOf<T>,
    relation: K,
    conditions: W & RelatedNoUndef<W, T[K]>,
  ): Query<T>;
  static whereMissing(
    this: ModelOf<object>,
    ...named: readonly unknown[]
  ): Query<object> {
    return queryModel<object>(this).whereMissing(...(named as [never]));
  }
}
