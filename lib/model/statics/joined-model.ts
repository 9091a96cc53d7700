import type { Joins } from "../../typing/joins";
import type { ModelOf, RelKey } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
import type { SqlFragment } from "../../typing/sql-fragment";
import { ConditionedModel } from "./conditioned-model";
import { queryModel } from "./query-model";

/** Statics: queries that read further tables. */
export abstract class JoinedModel extends ConditionedModel {
  /**
   * A query that joins relations, so that SQL can name their columns; records
   * without a related one are left out.
   *
   * @example
   * ```ts
   * await City.joins({ country: { languages: true } }).where(sql`country_languages.name = ${"Quechua"}`);
   * // select … from "cities" inner join "countries" as "country" on …
   * //   inner join ("country_languages" as "country_languages_link" inner join "languages" as "country_languages" on …) on …
   * //   where (country_languages.name = $1)
   * ```
   *
   * @param relations names, objects of names at any depth, and joins written in SQL
   * @throws UnknownColumnError for a name that is no relation
   * @throws InvalidArgumentError for a polymorphic relation, which leads to no one table
   */
  static joins<T extends object>(
    this: ModelOf<T>,
    ...relations: readonly (RelKey<T> | Joins<T> | SqlFragment)[]
  ): Query<T> {
    return queryModel<T>(this).joins(...relations);
  }

  /**
   * The same, and keeps records without a related one.
   *
   * @example
   * ```ts
   * await City.leftJoins("country");
   * // select … from "cities" left join "countries" as "country" on "country"."id" = "cities"."country_id"
   * ```
   *
   * @throws UnknownColumnError for a name that is no relation
   * @throws InvalidArgumentError for a polymorphic relation, which leads to no one table
   */
  static leftJoins<T extends object>(
    this: ModelOf<T>,
    ...relations: readonly (RelKey<T> | Joins<T>)[]
  ): Query<T> {
    return queryModel<T>(this).leftJoins(...relations);
  }

  /**
   * A query whose equal results come once.
   *
   * @example
   * ```ts
   * await City.distinct().pluck("name");   // select distinct "name" from "cities"
   * ```
   */
  static distinct<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).distinct();
  }
}
