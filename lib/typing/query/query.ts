import type { ColKey } from "../keys";
import type { Result } from "../loaded";
import type { NearOptions, SimilarOptions, VectorKey } from "../near";
import type { VectorShape } from "../vector-shape";
import type { KnownWith, With } from "../with";
import type { QueryCalculations } from "./query-calculations";
import type { QueryConditions } from "./query-conditions";
import type { QueryOrder } from "./query-order";
import type { QueryReads } from "./query-reads";
import type { QueryScopes } from "./query-scopes";
import type { QueryStatement } from "./query-statement";

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
export interface Query<T, O = object>
  extends
    QueryConditions<T>,
    QueryScopes,
    QueryOrder<T>,
    QueryStatement,
    QueryCalculations,
    QueryReads<T, Result<T, O>>,
    PromiseLike<Result<T, O>[]> {
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
   * Gives plain rows of some columns instead of records.
   *
   * @example
   * ```ts
   * await City.limit(10).select("id", "name");   // select "id", "name" from "cities" limit $1
   * ```
   */
  select<const S extends readonly ColKey<T>[]>(
    ...columns: S
  ): Query<T, O & { select: S }>;
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
