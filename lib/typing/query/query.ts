import type { AggregateValue } from "../aggregate";
import type { Computed, Selected, Told } from "../computed";
import type {
  ColKey,
  IsPolymorphic,
  IsToMany,
  RelationTarget,
  RelKey,
  VariantsOf,
} from "../keys";
import type { Loaded, Result } from "../loaded";
import type { WithOptions } from "../loading-strategy";
import type { NearOptions, SimilarOptions, VectorKey } from "../near";
import type { Order, ToldOrder } from "../order-by";
import type { QueryShape } from "../query-shape";
import type { Refused } from "../refused";
import type {
  OneModel,
  RelatedColumn,
  RelatedNoUndef,
  RelatedNumber,
  RelatedOptions,
  RelatedWhere,
} from "../related-values";
import type { TellingShape } from "../markers";
import type { VectorShape } from "../vector-shape";
import type { NoUndef, Where } from "../where";
import type { QueryClauses } from "./query-clauses";
import type { QueryLocks } from "./query-locks";
import type { QueryScopes } from "./query-scopes";
import type { QueryRecords } from "./query-records";
import type { QueryVerbs } from "./query-verbs";
import type { QueryStatement } from "./query-statement";

/**
 * A name for what is often asked of a model: a function that narrows the query
 * it is given. What it takes beside the query it gets from around it. Where it
 * gives nothing, the query stays as it is.
 *
 * @example
 * ```ts
 * const large: QueryScope<City> = (cities) => cities.where({ population: { gt: 1e6 } });
 * const named = (name?: string): QueryScope<City> => (cities) => name === undefined ? undefined : cities.where({ name });
 *
 * await City.scopes(large, named("Bonn"));
 * // select … from "cities" where "population" > $1 and "name" = $2
 * await City.scopes(named()).count();   // select count(*) from "cities"
 * ```
 */
export type QueryScope<T> = (query: Query<T>) => Query<T> | null | undefined;

/**
 * A query over the records of one model. Every method that narrows it returns
 * a new query; awaiting it runs it.
 *
 * @example
 * ```ts
 * const large = City.where({ population: { gt: 1e6 } });
 * const first = await large.orderBy({ name: "asc" }).first();
 * // select … from "cities" where "population" > $1 order by "name" limit $2
 * const count = await large.count();
 * // select count(*) from "cities" where "population" > $1
 * ```
 */
// Few parts: for each, the compiler pays again for every model and kind of result.
export interface Query<T, O = object>
  extends
    QueryClauses<T>,
    QueryScopes,
    QueryLocks,
    QueryStatement,
    QueryVerbs<T>,
    QueryRecords<T, Result<T, O>>,
    PromiseLike<Result<T, O>[]> {
  /**
   * Narrows the query by scopes, one after the other.
   *
   * @example
   * ```ts
   * const capitals: QueryScope<City> = (cities) => cities.where({ capital: true });
   *
   * await City.where({ population: { gt: 1e6 } }).scopes(capitals).count();
   * // select count(*) from "cities" where "population" > $1 and "capital" = $2
   * ```
   *
   * @throws InvalidArgumentError when a scope gives a query that it did not make of the one it was given
   */
  scopes(...scopes: readonly QueryScope<T>[]): this;
  /**
   * Loads relations as well: for few records in their own statement, for others
   * one statement for each and for all records at once, unless a `strategy` is
   * said. Rows that are locked, distinct, streamed or of `fromSql`, relations to
   * several models or in another database come in statements of their own.
   *
   * @example
   * ```ts
   * await City.where({ population: { gt: 1e6 } }).with({ country: { with: { languages: true } } });
   * // select … from "cities" where "population" > $1
   * // select … from "countries" where "id" = any($1)
   * // select … from "languages" inner join "country_languages" …
   *
   * await City.where({ capital: true }).with({ country: true }, { strategy: "joined" });
   * // select … from "cities" left join lateral (select … from "countries"
   * //   where "id" = "cities"."country_id") as "arx_one1" on true where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError for an unknown strategy
   */
  with<const W extends With<T>>(
    relations: W & KnownWith<W, T>,
    options?: WithOptions,
  ): Query<T, O & { with: W }>;
  /**
   * Gives plain rows of some columns instead of records, and of values that the
   * database computes for each; a further call adds to them.
   *
   * @example
   * ```ts
   * const rows = await City.limit(10).select("id", { length: sql<number>`length(name)` });
   * // select "id", length(name) as "length" from "cities" limit $1
   * rows.map(({ id, length }) => id + length);
   * ```
   *
   * @throws InvalidArgumentError for a relation, or a computed value that has the name of a member
   */
  select<const S extends readonly (ColKey<T> | Computed)[]>(
    ...columns: S
  ): Query<T, O & Selected<S>>;
  /**
   * Gives whole records that also hold columns with `omitByDefault`, and tell
   * values that the database computes; those are never saved.
   *
   * @example
   * ```ts
   * const cities = await City.where({ capital: true }).addSelect({ length: sql<number>`length(name)` });
   * // select …, length(name) as "length" from "cities" where "capital" = $1
   * cities.map(({ name, length }) => `${name}: ${String(length)}`);
   * ```
   *
   * @throws InvalidArgumentError for a computed value that has the name of a member, and beside `select`
   */
  addSelect<const S extends readonly (ColKey<T> | Computed)[]>(
    ...columns: S
  ): Query<T, O & Told<S>>;
  /**
   * Adds to the order, which may be by a value that the results tell as well,
   * such as a count of related records, by the name that it has there.
   *
   * @example
   * ```ts
   * await Country.withCount("cities").orderBy({ citiesCount: "desc", name: "asc" }).limit(3);
   * // select …, (select count(*) from "cities" as "t1" where "t1"."country_id" = "countries"."id") as "citiesCount"
   * //   from "countries" order by … desc, "name" limit $1
   * ```
   *
   * @throws InvalidArgumentError for a relation to many, or to records of several models
   */
  orderBy(...orders: readonly (Order<T> | ToldOrder<O>)[]): this;
  /**
   * Tells of each record how many a relation leads to, 0 for none: in
   * `citiesCount` for `cities`. Records count that loading the relation would
   * give. Each count is a sub-select, so that several stay right.
   *
   * @example
   * ```ts
   * const countries = await Country.limit(10).withCount("cities").withCount("languages", { as: "spoken" });
   * // select …, (select count(*) from "cities" as "t1" where "t1"."country_id" = "countries"."id") as "citiesCount",
   * //   (select count(*) from …) as "spoken"
   * //   from "countries" limit $1
   * countries.map(({ citiesCount, spoken }) => citiesCount + spoken);
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   * @throws InvalidArgumentError when a member or a value has the name already
   */
  withCount<
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Count`,
  >(
    relation: K & OneModel<T[K]>,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<T, O & { told: { [P in N]: number } }>;
  /**
   * Tells of each record whether a relation leads to any: in `citiesExists` for
   * `cities`.
   *
   * @example
   * ```ts
   * const countries = await Country.limit(10).withExists("cities", { where: { population: { gt: 1e6 } } });
   * // select …, exists (select from "cities" as "t1" where "t1"."country_id" = "countries"."id"
   * //   and "t1"."population" > $1) as "citiesExists" from "countries" limit $2
   * countries.filter(({ citiesExists }) => citiesExists);
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   * @throws InvalidArgumentError when a member or a value has the name already
   */
  withExists<
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Exists`,
  >(
    relation: K,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<T, O & { told: { [P in N]: boolean } }>;
  /**
   * Tells of each record the sum of a column of its related ones, null of none: in
   * `citiesSumPopulation` for `cities` and `population`.
   *
   * @example
   * ```ts
   * const countries = await Country.limit(10).withSum("cities", "population");
   * // select …, (select sum("t1"."population") from "cities" as "t1" where "t1"."country_id" = "countries"."id") as "citiesSumPopulation"
   * //   from "countries" limit $1
   * countries.map(({ citiesSumPopulation }) => citiesSumPopulation);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   * @throws InvalidArgumentError for a column that has none, and when a member or a value has the name already
   */
  withSum<
    K extends RelKey<T>,
    const C extends RelatedNumber<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Sum${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "sum", C> };
    }
  >;
  /**
   * Tells of each record the mean of a column of its related ones, null of none: in
   * `citiesAvgPopulation` for `cities` and `population`.
   *
   * @example
   * ```ts
   * const countries = await Country.limit(10).withAvg("cities", "population", { as: "mean" });
   * // select …, (select avg("t1"."population") from "cities" as "t1" where "t1"."country_id" = "countries"."id") as "mean"
   * //   from "countries" limit $1
   * countries.map(({ mean }) => mean);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   * @throws InvalidArgumentError for a column that has none, and when a member or a value has the name already
   */
  withAvg<
    K extends RelKey<T>,
    const C extends RelatedNumber<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Avg${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "avg", C> };
    }
  >;
  /**
   * Tells of each record the smallest value of a column of its related ones, null of
   * none: in `citiesMinName` for `cities` and `name`.
   *
   * @example
   * ```ts
   * const countries = await Country.limit(10).withMin("cities", "name");
   * // select …, (select min("t1"."name") from "cities" as "t1" where "t1"."country_id" = "countries"."id") as "citiesMinName"
   * //   from "countries" limit $1
   * countries.map(({ citiesMinName }) => citiesMinName);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   * @throws InvalidArgumentError for a column that has none, and when a member or a value has the name already
   */
  withMin<
    K extends RelKey<T>,
    const C extends RelatedColumn<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Min${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "min", C> };
    }
  >;
  /**
   * Tells of each record the largest value of a column of its related ones, null of
   * none: in `citiesMaxName` for `cities` and `name`.
   *
   * @example
   * ```ts
   * const countries = await Country.limit(10).withMax("cities", "name");
   * // select …, (select max("t1"."name") from "cities" as "t1" where "t1"."country_id" = "countries"."id") as "citiesMaxName"
   * //   from "countries" limit $1
   * countries.map(({ citiesMaxName }) => citiesMaxName);
   * ```
   *
   * @throws UnknownColumnError when it is no relation, or no column of its records
   * @throws InvalidArgumentError for a column that has none, and when a member or a value has the name already
   */
  withMax<
    K extends RelKey<T>,
    const C extends RelatedColumn<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Max${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & {
      told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "max", C> };
    }
  >;
  /**
   * Gives the records that a relation leads on from to others that meet
   * conditions, and loads these: `whereHas` and `with` of the same.
   *
   * @example
   * ```ts
   * await Country.where({ id: { lt: 9 } }).withWhereHas("cities", { capital: false });
   * // select … from "countries" where "id" < $1 and exists (select from "cities" as "t1"
   * //   where "t1"."country_id" = "countries"."id" and "t1"."capital" = $2)
   * // select … from "cities" where "country_id" = any($1) and "capital" = $2
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   */
  withWhereHas<K extends RelKey<T>, const W extends RelatedWhere<T[K]>>(
    relation: K,
    conditions: W & RelatedNoUndef<W, T[K]>,
  ): Query<T, O & { with: { [P in K]: true } }>;
  /**
   * The records that have the words of a search, the best first, each with its
   * `rank`: the greater, the better. It is written as in a web search: words
   * that must all be there, `or` between those of which one will do, `-` before
   * one that must not be there, quotation marks around a phrase. No text is an
   * error; one without a word to search for finds nothing.
   *
   * @example
   * ```ts
   * @Table()
   * @SearchIndex([{ column: "title", weight: "A" }, "body"], { language: "english" })
   * class Page extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column() declare title: string;
   *   @Column() declare body: string;
   * }
   *
   * const found = await Page.where({ id: { gt: 5 } }).search('rats -cats "of mice"').limit(10);
   * // select …, ts_rank("pages"."search_document", "arx_rank"."words") as "rank" from "pages"
   * //   cross join lateral (select websearch_to_tsquery($1::regconfig, $2) as "words") as "arx_rank"
   * //   where "id" > $3 and "pages"."search_document" @@ "arx_rank"."words"
   * //   order by ts_rank("pages"."search_document", "arx_rank"."words") desc, "id" limit $4
   * found[0]?.rank;   // undefined
   * ```
   *
   * @see PostgreSQL's manual, "Parsing Queries": websearch_to_tsquery
   * @throws InvalidArgumentError when the model has no `@SearchIndex`
   */
  search(text: string): Query<T, O & { told: { rank: number } }>;
  /**
   * The records whose vectors are most like one, the most alike first, each
   * with its `similarity`: by `cosine` from 1 in the same direction to -1 in
   * the opposite one, by `l2` and `l1` from 1 at the same place towards 0, by
   * `innerProduct` the product. Records without a vector are left out.
   *
   * @example
   * ```ts
   * @Table()
   * class Passage extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ type: "vector", dimensions: 3 }) declare embedding: Vector;
   * }
   *
   * const near = await Passage.where({ id: { gt: 5 } }).similarTo("embedding", Vector.of([1, 2, 3]), {
   *   threshold: 0.7,
   * });
   * // select …, 1 - "arx_similarity"."distance" as "similarity" from "passages"
   * //   cross join lateral (select "passages"."embedding" <=> $1::vector as "distance") as "arx_similarity"
   * //   where "id" > $2 and "arx_similarity"."distance" <= $3
   * //   order by "arx_similarity"."distance" limit $4
   * near[0]?.similarity;   // undefined
   * ```
   *
   * @throws TypeMismatchError when the vector is none, or of another size than the column
   * @throws InvalidArgumentError for an unknown distance, or a column without vectors
   */
  similarTo(
    column: VectorKey<T>,
    vector: VectorShape,
    options?: SimilarOptions,
  ): Query<T, O & { told: { similarity: number } }>;
  /**
   * The records whose vectors are within a distance of one, it included, the
   * nearest first, each with its `distance`.
   *
   * @example
   * ```ts
   * @Table()
   * class Place extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ type: "vector", dimensions: 2 }) declare at: Vector;
   * }
   *
   * await Place.limit(5).withinDistance("at", Vector.of([7, 50]), 1.5);
   * // select …, "arx_distance"."distance" as "distance" from "places"
   * //   cross join lateral (select "places"."at" <-> $1::vector as "distance") as "arx_distance"
   * //   where "arx_distance"."distance" <= $2 order by "arx_distance"."distance" limit $3
   * ```
   *
   * @param max in the measure of the distance, which is `l2` unless said otherwise
   * @throws TypeMismatchError when the vector is none, or of another size than the column
   * @throws InvalidArgumentError for an unknown distance, or a column without vectors
   */
  withinDistance(
    column: VectorKey<T>,
    vector: VectorShape,
    max: number,
    options?: NearOptions,
  ): Query<T, O & { told: { distance: number } }>;
}

/** How a relation to one record is loaded. */
export interface WithOne<T> {
  /** Relations to load of the related records in turn. */
  with?: With<T>;
  /** Columns of the plain row that is given instead of a record. */
  select?: readonly ColKey<T>[];
  /** Whether deleted records of a model with `@SoftDelete` are loaded as well. */
  withDeleted?: boolean;
  /** Whether the default scope of the model is left out. */
  unscoped?: boolean;
}

/** How a relation to many records is loaded. */
export interface WithMany<T> extends WithOne<T> {
  /** Conditions that the related records meet. */
  where?: Where<T>;
  /** Their order, for each parent. */
  orderBy?: Order<T> | readonly Order<T>[];
  /** At most so many for each parent. */
  limit?: number;
  /** So many of each parent are left out first. */
  offset?: number;
  /** Of `Ancestors` and `Descendants`, those alone that are at most so far away; 1 is a parent or a child. */
  maxDepth?: number;
}

/** How a relation to records of several models is loaded: options by the name of a model. */
export type WithVariants<M> = {
  [A in keyof M]?: true | Omit<WithOne<M[A]>, "select"> | WithQuery<M[A]>;
};

/**
 * How a relation is loaded, as a function that narrows the query for its
 * records: a limit and an offset count for each parent. What the query gives is
 * what the relation holds.
 *
 * @example
 * ```ts
 * const largest: WithQuery<City> = (cities) => cities.orderBy({ population: "desc" }).limit(1);
 * await Country.with({ cities: largest });
 * // select … from "countries"
 * // select … from unnest($1::bigint[]) … cross join lateral (select … from "cities"
 * //   where "country_id" = "arx_keys"."key1" order by "population" desc limit $2) …
 * ```
 */
export type WithQuery<T> = (
  query: Query<T>,
) => QueryShape & PromiseLike<unknown[]>;

type WithRelation<P> =
  IsToMany<P> extends true
    ? WithMany<RelationTarget<P>> | WithQuery<RelationTarget<P>>
    : IsPolymorphic<P> extends true
      ? WithVariants<VariantsOf<P>>
      : WithOne<RelationTarget<P>> | WithQuery<RelationTarget<P>>;

type OptionOf<P> =
  IsToMany<P> extends true ? keyof WithMany<unknown> : keyof WithOne<unknown>;

/**
 * The relations to load beside the records, and of which records again which
 * relations. Of a relation to many, `where`, `orderBy` and `limit` say which
 * records: `limit` counts for each parent.
 *
 * @example
 * ```ts
 * await Country.with({
 *   cities: { where: { population: { gt: 0 } }, orderBy: { population: "desc" }, limit: 3 },
 *   languages: true,
 * });
 * // select … from "countries"
 * // select … from unnest($1::bigint[]) … cross join lateral (select … from "cities"
 * //   where "country_id" = "arx_keys"."key1" and "population" > $2 order by "population" desc limit $3) …
 * // select … from "languages" inner join …
 * ```
 */
export type With<T> = { [K in RelKey<T>]?: true | WithRelation<T[K]> };

/** What a record becomes by a with object, which may have been left out. A default for it would hide from functions in it what they are given. */
export type LoadedBy<T, W> = [With<T>] extends [W] ? T : Loaded<T, W>;

/** Beside the inferred type of a with object: refuses names that do not exist, at every depth. */
export type KnownWith<W, T> = [With<T>] extends [W]
  ? unknown
  : {
      [K in keyof W]: K extends keyof T
        ? CheckedWith<W[K], T[K]>
        : Refused<`arx: the model has no relation "${K & string}"`>;
    };

type CheckedWith<V, P> = V extends true | undefined
  ? unknown
  : IsPolymorphic<P> extends true
    ? CheckedVariants<V, VariantsOf<P>>
    : {
        [O in keyof V]: O extends OptionOf<P>
          ? O extends "with"
            ? KnownWith<V[O], RelationTarget<P>>
            : O extends "where"
              ? NoUndef<V[O], RelationTarget<P>>
              : O extends "maxDepth"
                ? OfTree<P>
                : unknown
          : Refused<`arx: this relation is not loaded with "${O & string}"`>;
      };

type OfTree<P> =
  P extends TellingShape<{ readonly depth: number }>
    ? unknown
    : Refused<'arx: only a tree is loaded with "maxDepth"'>;

type CheckedVariants<V, M> = {
  [A in keyof V]: A extends keyof M
    ? V[A] extends { with: infer W }
      ? { with: KnownWith<W, M[A]> }
      : unknown
    : Refused<`arx: the relation leads to no "${A & string}"`>;
};
