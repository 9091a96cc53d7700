import type { ColKey, ModelOf } from "../../typing/keys";
import type { NearOptions, SimilarOptions, VectorKey } from "../../typing/near";
import type { Query } from "../../typing/query/query";
import type { VectorShape } from "../../typing/vector-shape";
import type { KnownWith, With } from "../../typing/with";
import { CalculatedModel } from "./calculated-model";
import { queryModel } from "./query-model";

/** Statics: queries whose results are more, or less, than records. */
export abstract class SelectedModel extends CalculatedModel {
  /**
   * The records together with related ones, one statement for each relation.
   *
   * @example
   * ```ts
   * const cities = await City.with({ country: true });
   * cities[0]?.country.name;
   * // select … from "cities"
   * // select … from "countries" where "id" = any($1)
   * ```
   */
  static with<T extends object, const W extends With<T>>(
    this: ModelOf<T>,
    relations: W & KnownWith<W, T>,
  ): Query<T, { with: W }> {
    return queryModel<T>(this).with<W>(relations);
  }

  /**
   * Plain rows of some columns.
   *
   * @example
   * ```ts
   * await City.select("id", "name");   // select "id", "name" from "cities"
   * ```
   */
  static select<T extends object, const S extends readonly ColKey<T>[]>(
    this: ModelOf<T>,
    ...columns: S
  ): Query<T, { select: S }> {
    return queryModel<T>(this).select(...columns);
  }

  /**
   * The records whose vectors are most like one, each with its `similarity`;
   * 10 unless said otherwise.
   *
   * @example
   * ```ts
   * @Table()
   * class Passage extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ type: "vector", dimensions: 3 }) declare embedding: Vector;
   * }
   *
   * const near = await Passage.similarTo("embedding", Vector.of([1, 2, 3]), { limit: 5 });
   * // select …, 1 - "arx_similarity"."distance" as "similarity" from "passages"
   * //   cross join lateral (select "passages"."embedding" <=> $1::vector as "distance") as "arx_similarity"
   * //   where "arx_similarity"."distance" <= $2 order by "arx_similarity"."distance" limit $3
   * near.map(({ id, similarity }) => `${String(id)}: ${String(similarity)}`);   // []
   * ```
   */
  static similarTo<T extends object>(
    this: ModelOf<T>,
    column: VectorKey<T>,
    vector: VectorShape,
    options?: SimilarOptions,
  ): Query<T, { told: { similarity: number } }> {
    return queryModel<T>(this).similarTo(column, vector, options);
  }

  /**
   * The records whose vectors are within a distance of one, each with its
   * `distance`.
   *
   * @example
   * ```ts
   * @Table()
   * class Place extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ type: "vector", dimensions: 2 }) declare at: Vector;
   * }
   *
   * await Place.withinDistance("at", Vector.of([7, 50]), 1.5);
   * // select …, "arx_distance"."distance" as "distance" from "places"
   * //   cross join lateral (select "places"."at" <-> $1::vector as "distance") as "arx_distance"
   * //   where "arx_distance"."distance" <= $2 order by "arx_distance"."distance"
   * ```
   *
   * @param max in the measure of the distance, which is `l2` unless said otherwise
   */
  static withinDistance<T extends object>(
    this: ModelOf<T>,
    column: VectorKey<T>,
    vector: VectorShape,
    max: number,
    options?: NearOptions,
  ): Query<T, { told: { distance: number } }> {
    return queryModel<T>(this).withinDistance(column, vector, max, options);
  }
}
