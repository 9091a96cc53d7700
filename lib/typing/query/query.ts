import type { Computed, Selected, Told } from "../computed";
import type { ColKey } from "../keys";
import type { Result } from "../loaded";
import type { NearOptions, SimilarOptions, VectorKey } from "../near";
import type { VectorShape } from "../vector-shape";
import type { KnownWith, With } from "../with";
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
   * Loads relations as well, one statement for each and for all records at once.
   *
   * @example
   * ```ts
   * await City.limit(10).with({ country: { with: { languages: true } } });
   * // select … from "cities" limit $1
   * // select … from "countries" where "id" = any($1)
   * // select … from "languages" inner join "country_languages" …
   * ```
   */
  with<const W extends With<T>>(
    relations: W & KnownWith<W, T>,
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
