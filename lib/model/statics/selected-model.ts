import { fromSql } from "../../query/from-sql";
import type { Computed, Selected, Told } from "../../typing/computed";
import type { ColKey, ModelOf, RelKey } from "../../typing/keys";
import type { WithOptions } from "../../typing/loading-strategy";
import type { NearOptions, SimilarOptions, VectorKey } from "../../typing/near";
import type { Query } from "../../typing/query/query";
import type { RelatedNoUndef, RelatedWhere } from "../../typing/related-values";
import type { SqlFragment } from "../../typing/sql-fragment";
import type { VectorShape } from "../../typing/vector-shape";
import type { KnownWith, With } from "../../typing/with";
import { queryFrom } from "../query/model-query";
import { CalculatedModel } from "./calculated-model";
import { definitionOfModel, queryModel } from "./query-model";

/** Statics: queries whose results are more, or less, than records. */
export abstract class SelectedModel extends CalculatedModel {
  /**
   * The records together with related ones: one statement for each relation, or
   * one for all, as the `strategy` says.
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
    options?: WithOptions,
  ): Query<T, { with: W }> {
    return queryModel<T>(this).with<W>(relations, options);
  }

  /**
   * The records that a relation leads on from to others that meet conditions,
   * with these.
   *
   * @example
   * ```ts
   * await Country.withWhereHas("cities", { capital: true });
   * // select … from "countries" where exists (select from "cities" as "t1"
   * //   where "t1"."country_id" = "countries"."id" and "t1"."capital" = $1)
   * // select … from "cities" where "country_id" = any($1) and "capital" = $2
   * ```
   *
   * @throws UnknownColumnError when it is no relation
   */
  static withWhereHas<
    T extends object,
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]>,
  >(
    this: ModelOf<T>,
    relation: K,
    conditions: W & RelatedNoUndef<W, T[K]>,
  ): Query<T, { with: { [P in K]: true } }> {
    return queryModel<T>(this).withWhereHas<K, W>(relation, conditions);
  }

  /**
   * The rows of a statement as records, matched by the names of columns: a query
   * that reads from it in place of the table, so that it takes conditions, an
   * order and relations. What stands for the model holds: rows that are deleted
   * softly are left out.
   *
   * @example
   * ```ts
   * const around = sql`
   *   with recursive tree as (
   *     select cities.*, 1 as depth from cities where id = ${1}
   *     union all
   *     select cities.*, depth + 1 from cities join tree on cities.id = tree.id + 1)
   *   select * from tree`;
   * const cities = await City.fromSql(around)
   *   .where({ capital: false })
   *   .addSelect({ depth: sql<number>`depth` });
   * // select …, depth as "depth" from ( with recursive tree as (…) select * from tree) as "cities" where "capital" = $2
   * cities.map(({ name, depth }) => `${name} ${String(depth)}`);   // ["Bonn 3"]
   * ```
   *
   * @throws InvalidArgumentError when it is run and the statement does not give a column that the model has
   */
  static fromSql<T extends object>(
    this: ModelOf<T>,
    statement: SqlFragment,
  ): Query<T> {
    return queryFrom<T>(fromSql(definitionOfModel(this), statement));
  }

  /**
   * Plain rows of some columns, and of values that the database computes for each.
   *
   * @example
   * ```ts
   * await City.select("id", "name");   // select "id", "name" from "cities"
   * await City.select("id", { length: sql<number>`length(name)` });
   * // select "id", length(name) as "length" from "cities"
   * ```
   */
  static select<
    T extends object,
    const S extends readonly (ColKey<T> | Computed)[],
  >(this: ModelOf<T>, ...columns: S): Query<T, Selected<S>> {
    return queryModel<T>(this).select(...columns);
  }

  /**
   * Whole records that also hold columns with `omitByDefault`, and tell values
   * that the database computes.
   *
   * @example
   * ```ts
   * @Table()
   * class Page extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ omitByDefault: true }) declare body: string;
   * }
   *
   * await Page.addSelect("body", { length: sql<number>`length(body)` });
   * // select "id", "body", length(body) as "length" from "pages"
   * ```
   */
  static addSelect<
    T extends object,
    const S extends readonly (ColKey<T> | Computed)[],
  >(this: ModelOf<T>, ...columns: S): Query<T, Told<S>> {
    return queryModel<T>(this).addSelect(...columns);
  }

  /**
   * The records that have the words of a search, the best first, each with its
   * `rank`; written as in a web search.
   *
   * @example
   * ```ts
   * @Table()
   * @SearchIndex(["title", "body"])
   * class Page extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column() declare title: string;
   *   @Column() declare body: string;
   * }
   *
   * await Page.search("rats or mice").limit(10);
   * // select …, ts_rank("pages"."search_document", "arx_rank"."words") as "rank" from "pages"
   * //   cross join lateral (select websearch_to_tsquery($1::regconfig, $2) as "words") as "arx_rank"
   * //   where "pages"."search_document" @@ "arx_rank"."words"
   * //   order by ts_rank("pages"."search_document", "arx_rank"."words") desc, "id" limit $3
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SearchIndex`
   */
  static search<T extends object>(
    this: ModelOf<T>,
    text: string,
  ): Query<T, { told: { rank: number } }> {
    return queryModel<T>(this).search(text);
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
