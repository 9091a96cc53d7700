import type { Joins } from "../joins";
import type { RelKey } from "../keys";
import type { Order } from "../order-by";
import type { QueryShape } from "../query-shape";
import type {
  RelatedCount,
  RelatedNoUndef,
  RelatedWhere,
} from "../related-values";
import type { SqlFragment } from "../sql-fragment";
import type { NoUndef, Where } from "../where";

/**
 * What `and`, `or` and `not` take: a where object, a condition in SQL, or the
 * conditions of another query of the same model.
 */
export type Combinable<T> = Where<T> | SqlFragment | QueryShape;

/** Which records a query gives, beside which others, in which order, and how many. */
export interface QueryClauses<T> {
  /**
   * Adds conditions, as a where object or in SQL; those given before hold as
   * well. SQL stands in parentheses, and its values are parameters.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).where({ name: { startsWith: "B" } });
   * // select … from "cities" where "capital" = $1 and "name" like …
   * await City.where({ capital: true }).where(sql`population > ${5} or name = ${"Bonn"}`);
   * // select … from "cities" where "capital" = $1 and (population > $2 or name = $3)
   * ```
   *
   * @throws UndefinedConditionError when a value is undefined
   * @throws TypeMismatchError when a value is not of its column's type
   */
  where<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): this;
  /**
   * Leaves out the records that meet all of these conditions. One that meets
   * some of them stays, and so does one of which NULL leaves it open.
   *
   * @example
   * ```ts
   * await City.where({ id: { lt: 9 } }).whereNot({ capital: true, name: "Bonn" });
   * // select … from "cities" where "id" < $1 and ("capital" = $2 and "name" = $3) is not true
   * ```
   *
   * @throws UndefinedConditionError when a value is undefined
   */
  whereNot<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): this;
  /**
   * Adds conditions, those of another query of the same model among others.
   *
   * @example
   * ```ts
   * const large = City.where({ population: { gt: 1e6 } });
   * await City.where({ capital: true }).and(large);
   * // select … from "cities" where "capital" = $1 and "population" > $2
   * ```
   *
   * @throws TypeMismatchError when it is a query of another model
   * @throws InvalidArgumentError when the other query says more than conditions, a limit for instance
   */
  and<const W extends Combinable<T>>(conditions: W & NoUndef<W, T>): this;
  /**
   * Gives the records that meet all conditions so far, or these. What is said
   * after it holds for both. Without conditions so far every record is given.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).or({ population: { gt: 1e6 } }).where({ name: "Bonn" });
   * // select … from "cities" where ("capital" = $1 or "population" > $2) and "name" = $3
   * ```
   *
   * @throws TypeMismatchError when it is a query of another model
   * @throws InvalidArgumentError when the other query says more than conditions, a limit for instance
   */
  or<const W extends Combinable<T>>(conditions: W & NoUndef<W, T>): this;
  /**
   * Leaves out what meets these conditions: `whereNot`, which takes a query too.
   *
   * @example
   * ```ts
   * await City.limit(5).not(City.where({ capital: true }));
   * // select … from "cities" where ("capital" = $1) is not true limit $2
   * ```
   *
   * @throws TypeMismatchError when it is a query of another model
   * @throws InvalidArgumentError when the other query says more than conditions, a limit for instance
   */
  not<const W extends Combinable<T>>(conditions: W & NoUndef<W, T>): this;
  /**
   * Replaces what where objects said before of the same columns and relations;
   * everything else holds as before. A relation and the column of its key count
   * as the same. What `or`, `not` and SQL said is not replaced.
   *
   * @example
   * ```ts
   * const capitals = City.where({ capital: true, name: "Bonn" });
   * await capitals.rewhere({ name: "Berlin" });
   * // select … from "cities" where "capital" = $1 and "name" = $2
   * ```
   *
   * @throws UndefinedConditionError when a value is undefined
   */
  rewhere<const W extends Where<T>>(conditions: W & NoUndef<W, T>): this;
  /**
   * Says what another query of the same model says as well. Both conditions
   * hold; but where both ask for given values of a column, those of the other
   * count alone. Its order, its limit and the like take the place of this one's.
   *
   * @example
   * ```ts
   * const newest = City.where({ capital: false }).orderBy({ id: "desc" });
   * await City.where({ capital: true, population: { gt: 1e6 } }).merge(newest);
   * // select … from "cities" where "population" > $1 and "capital" = $2 order by "id" desc
   * ```
   *
   * @throws TypeMismatchError when it is a query of another model
   * @throws InvalidArgumentError when the other makes rows of its results, as `select` does
   */
  merge(other: QueryShape): this;
  /**
   * Gives nothing, and asks the database nothing.
   *
   * @example
   * ```ts
   * const visible = City.none();
   * await visible.count();   // 0
   * ```
   */
  none(): this;
  /**
   * Gives the records that a relation leads on from, each once; of several
   * relations, from every one.
   *
   * @example
   * ```ts
   * await Country.limit(5).whereHas("cities");
   * // select … from "countries" where exists
   * //   (select from "cities" as "t1" where "t1"."country_id" = "countries"."id") limit $1
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   */
  whereHas(...relations: readonly [RelKey<T>, ...RelKey<T>[]]): this;
  /**
   * The same of one relation, and records that meet conditions, or so many of
   * them. That there is any is found out without counting.
   *
   * @example
   * ```ts
   * await Country.limit(5).whereHas("cities", { population: { gt: 1e6 } }, { count: { gte: 2 } });
   * // select … from "countries" where (select count(*) from "cities" as "t1"
   * //   where "t1"."country_id" = "countries"."id" and "t1"."population" > $1) >= $2 limit $3
   * ```
   */
  whereHas<K extends RelKey<T>, const W extends RelatedWhere<T[K]>>(
    relation: K,
    conditions: W & RelatedNoUndef<W, T[K]>,
    options?: RelatedCount,
  ): this;
  /**
   * Gives the records that a relation leads nowhere from; of several relations,
   * from none of them.
   *
   * @example
   * ```ts
   * await Country.limit(5).whereMissing("cities", { capital: true });
   * // select … from "countries" where not exists (select from "cities" as "t1"
   * //   where "t1"."country_id" = "countries"."id" and "t1"."capital" = $1) limit $2
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   */
  whereMissing(...relations: readonly [RelKey<T>, ...RelKey<T>[]]): this;
  /** The same of one relation, and records that meet conditions. */
  whereMissing<K extends RelKey<T>, const W extends RelatedWhere<T[K]>>(
    relation: K,
    conditions: W & RelatedNoUndef<W, T[K]>,
  ): this;
  /**
   * Joins relations, so that SQL can name their columns; records without a
   * related one are left out. A table goes by the path to it, written as columns
   * are: `country`, then `country_languages`. A relation to many gives a record
   * once for each of its rows; see `distinct`. Nothing is loaded by it: that is
   * `with`.
   *
   * @example
   * ```ts
   * await City.joins("country").where({ capital: true }).orderBy(sql`country.name`);
   * // select … from "cities" inner join "countries" as "country" on "country"."id" = "cities"."country_id"
   * //   where "cities"."capital" = $1 order by (country.name)
   * await City.joins(sql`join countries c on c.id = cities.country_id and c.name = ${"Peru"}`);
   * // select … from "cities" join countries c on c.id = cities.country_id and c.name = $1
   * ```
   *
   * @param relations names, objects of names at any depth, and joins written in SQL
   * @throws UnknownColumnError for a name that is no relation
   * @throws InvalidArgumentError for a polymorphic relation, which leads to no one table
   */
  joins(...relations: readonly (RelKey<T> | Joins<T> | SqlFragment)[]): this;
  /**
   * The same, and keeps records without a related one: columns of theirs are NULL.
   * What `joins` asks for as well is joined as it says.
   *
   * @example
   * ```ts
   * await Country.leftJoins("cities").where({ code: "de" }).distinct();
   * // select distinct on ("countries"."id") … from "countries"
   * //   left join "cities" on "cities"."country_id" = "countries"."id" where "countries"."code" = $1
   * ```
   *
   * @throws UnknownColumnError for a name that is no relation
   * @throws InvalidArgumentError for a polymorphic relation, which leads to no one table
   */
  leftJoins(...relations: readonly (RelKey<T> | Joins<T>)[]): this;
  /**
   * Gives results that are equal once, where the first of them would come:
   * records of one primary key, or plain rows of the same values.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).distinct().pluck("name");
   * // select distinct "name" from "cities" where "capital" = $1
   * ```
   */
  distinct(): this;
  /**
   * Adds to the order: what was said first counts first. A relation to one is
   * joined for it, and records without one count as NULL.
   *
   * @example
   * ```ts
   * await City.orderBy({ capital: "desc" }).orderBy({ country: { name: "asc" } });
   * // select … from "cities" left join "countries" as "country" on "country"."id" = "cities"."country_id"
   * //   order by "cities"."capital" desc, "country"."name"
   * await City.orderBy({ by: sql`length(name)`, dir: "desc", nulls: "last" });
   * // select … from "cities" order by (length(name)) desc nulls last
   * ```
   *
   * @throws InvalidArgumentError for a relation to many, or to records of several models
   */
  orderBy(...orders: readonly Order<T>[]): this;
  /**
   * Replaces the order; without arguments it takes it away.
   *
   * @example
   * ```ts
   * await City.orderBy({ capital: "desc" }).reorder({ name: "asc" });
   * // select … from "cities" order by "name"
   * ```
   *
   * @throws InvalidArgumentError for a relation to many, or to records of several models
   */
  reorder(...orders: readonly Order<T>[]): this;
  /**
   * Turns the order round: every direction, and with it every place of NULL.
   * Without an order it is by primary key, the greatest first.
   *
   * @example
   * ```ts
   * await City.orderBy({ population: { dir: "asc", nulls: "first" } }).reverse();
   * // select … from "cities" order by "population" desc nulls last
   * ```
   */
  reverse(): this;
  /**
   * Gives at most so many records.
   *
   * @example
   * ```ts
   * await City.orderBy({ id: "asc" }).limit(10);   // select … from "cities" order by "id" limit $1
   * ```
   *
   * @throws InvalidArgumentError when it is no whole number from 0
   */
  limit(count: number): this;
  /**
   * Leaves out so many records at the beginning.
   *
   * @example
   * ```ts
   * await City.orderBy({ id: "asc" }).limit(10).offset(20);
   * // select … from "cities" order by "id" limit $1 offset $2
   * ```
   *
   * @throws InvalidArgumentError when it is no whole number from 0
   */
  offset(count: number): this;
}
