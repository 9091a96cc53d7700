import type { AggregateValue } from "../../typing/aggregate";
import type { ModelOf, RelationTarget, RelKey } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
import type {
  OneModel,
  RelatedColumn,
  RelatedNumber,
  RelatedOptions,
  RelatedWhere,
} from "../../typing/related-values";
import { queryModel } from "./query-model";
import { SelectedModel } from "./selected-model";

/** Statics: records that tell what is computed of those that their relations lead to. */
export abstract class RelatedModel extends SelectedModel {
  /**
   * Every record, which tells how many a relation leads to, 0 for none: in
   * `citiesCount` for `cities`.
   *
   * @example
   * ```ts
   * const countries = await Country.withCount("cities").orderBy({ citiesCount: "desc" });
   * // select …, (select count(*) from "cities" as "t1" where "t1"."country_id" = "countries"."id") as "citiesCount"
   * //   from "countries" order by … desc
   * countries.map(({ name, citiesCount }) => `${name}: ${String(citiesCount)}`);
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   */
  static withCount<
    T extends object,
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Count`,
  >(
    this: ModelOf<T>,
    relation: K & OneModel<T[K]>,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<T, { told: { [P in N]: number } }> {
    return queryModel<T>(this).withCount<K, W, N>(relation, options);
  }

  /**
   * Every record, which tells whether a relation leads to any: in `citiesExists`
   * for `cities`.
   *
   * @example
   * ```ts
   * const countries = await Country.withExists("cities", { where: { capital: true }, as: "hasCapital" });
   * // select …, exists (select from "cities" as "t1" where "t1"."country_id" = "countries"."id"
   * //   and "t1"."capital" = $1) as "hasCapital" from "countries"
   * countries.filter(({ hasCapital }) => hasCapital);
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   */
  static withExists<
    T extends object,
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Exists`,
  >(
    this: ModelOf<T>,
    relation: K,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<T, { told: { [P in N]: boolean } }> {
    return queryModel<T>(this).withExists<K, W, N>(relation, options);
  }

  /**
   * Every record, which tells the sum of a column of its related ones, null of
   * none: in `citiesSumPopulation` for `cities` and `population`.
   *
   * @example
   * ```ts
   * const countries = await Country.withSum("cities", "population");
   * // select …, (select sum("t1"."population") from "cities" as "t1" where "t1"."country_id" = "countries"."id")
   * //   as "citiesSumPopulation" from "countries"
   * countries.map(({ citiesSumPopulation }) => citiesSumPopulation ?? 0);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   */
  static withSum<
    T extends object,
    K extends RelKey<T>,
    const C extends RelatedNumber<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Sum${Capitalize<C>}`,
  >(
    this: ModelOf<T>,
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "sum", C> };
    }
  > {
    return queryModel<T>(this).withSum<K, C, W, N>(relation, column, options);
  }

  /**
   * Every record, which tells the mean of a column of its related ones, null of
   * none: in `citiesAvgPopulation` for `cities` and `population`.
   *
   * @example
   * ```ts
   * const countries = await Country.withAvg("cities", "population", { where: { capital: false } });
   * // select …, (select avg("t1"."population") from "cities" as "t1" where "t1"."country_id" = "countries"."id"
   * //   and "t1"."capital" = $1) as "citiesAvgPopulation" from "countries"
   * countries.map(({ citiesAvgPopulation }) => citiesAvgPopulation);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   */
  static withAvg<
    T extends object,
    K extends RelKey<T>,
    const C extends RelatedNumber<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Avg${Capitalize<C>}`,
  >(
    this: ModelOf<T>,
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "avg", C> };
    }
  > {
    return queryModel<T>(this).withAvg<K, C, W, N>(relation, column, options);
  }

  /**
   * Every record, which tells the smallest value of a column of its related ones,
   * null of none: in `citiesMinName` for `cities` and `name`.
   *
   * @example
   * ```ts
   * const countries = await Country.withMin("cities", "name");
   * // select …, (select min("t1"."name") from "cities" as "t1" where "t1"."country_id" = "countries"."id")
   * //   as "citiesMinName" from "countries"
   * countries.map(({ citiesMinName }) => citiesMinName);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   */
  static withMin<
    T extends object,
    K extends RelKey<T>,
    const C extends RelatedColumn<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Min${Capitalize<C>}`,
  >(
    this: ModelOf<T>,
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "min", C> };
    }
  > {
    return queryModel<T>(this).withMin<K, C, W, N>(relation, column, options);
  }

  /**
   * Every record, which tells the largest value of a column of its related ones,
   * null of none: in `citiesMaxName` for `cities` and `name`.
   *
   * @example
   * ```ts
   * const countries = await Country.withMax("cities", "population", { as: "largest" });
   * // select …, (select max("t1"."population") from "cities" as "t1" where "t1"."country_id" = "countries"."id")
   * //   as "largest" from "countries"
   * countries.map(({ largest }) => largest);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   */
  static withMax<
    T extends object,
    K extends RelKey<T>,
    const C extends RelatedColumn<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Max${Capitalize<C>}`,
  >(
    this: ModelOf<T>,
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "max", C> };
    }
  > {
    return queryModel<T>(this).withMax<K, C, W, N>(relation, column, options);
  }
}
