import type { ColKey, KeyValue } from "./keys";
import type { Result } from "./loaded";
import type { NearOptions, SimilarOptions, VectorKey } from "./near";
import type { OrderBy } from "./order-by";
import type { VectorShape } from "./vector-shape";
import type { NoUndef, Where } from "./where";
import type { KnownWith, With } from "./with";

/**
 * A statement as it is sent: the text and the encoded parameters.
 *
 * @example
 * ```ts
 * const { text, parameters }: StatementText = City.where({ name: "Bonn" }).toSQL();
 * parameters;   // ["Bonn"]
 * ```
 */
export interface StatementText {
  /** The SQL, with `$1` and so on where its parameters stand. */
  readonly text: string;
  /** The values in PostgreSQL's text format; null is NULL. */
  readonly parameters: readonly (string | null)[];
}

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
export interface Query<T, O = object> extends PromiseLike<Result<T, O>[]> {
  /**
   * Adds conditions; those given before hold as well.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).where({ name: { startsWith: "B" } });
   * // select … from "cities" where "capital" = $1 and "name" like …
   * ```
   *
   * @throws UndefinedConditionError when a value is undefined
   * @throws TypeMismatchError when a value is not of its column's type
   */
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): Query<T, O>;
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
   * Adds to the order: what was said first counts first.
   *
   * @example
   * ```ts
   * await City.orderBy({ capital: "desc" }).orderBy({ name: "asc" });
   * // select … from "cities" order by "capital" desc, "name"
   * ```
   */
  orderBy(...orders: readonly OrderBy<T>[]): Query<T, O>;
  /**
   * Replaces the order; without arguments it takes it away.
   *
   * @example
   * ```ts
   * await City.orderBy({ capital: "desc" }).reorder({ name: "asc" });
   * // select … from "cities" order by "name"
   * ```
   */
  reorder(...orders: readonly OrderBy<T>[]): Query<T, O>;
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
  limit(count: number): Query<T, O>;
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
  offset(count: number): Query<T, O>;
  /**
   * Gives deleted records as well, of a model with `@SoftDelete`.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.where({ id: 1 }).withDeleted();   // select … from "notes" where "id" = $1
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  withDeleted(): Query<T, O>;
  /**
   * Gives deleted records only, of a model with `@SoftDelete`.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.where({ id: 1 }).onlyDeleted();
   * // select … from "notes" where "id" = $1 and "deleted_at" is not null
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  onlyDeleted(): Query<T, O>;
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
  /**
   * Stops the query when it takes longer, its relations included: what waits
   * for a connection is withdrawn, what runs is cancelled at the server.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).timeout(500);   // select … from "cities" where "capital" = $1
   * ```
   *
   * @param milliseconds above 0, from the moment it runs
   * @throws InvalidArgumentError when it is no number above 0
   */
  timeout(milliseconds: number): Query<T, O>;

  /**
   * Runs the query: the same as awaiting it, as a promise that runs at once.
   *
   * @example
   * ```ts
   * const [cities, countries] = await Promise.all([City.limit(10).all(), Country.all()]);
   * // select … from "cities" limit $1
   * // select … from "countries"
   * ```
   */
  all(): Promise<Result<T, O>[]>;
  /**
   * The first record in the query's order, by primary key where it has none, or null.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).first();
   * // select … from "cities" where "capital" = $1 order by "id" limit $2
   * ```
   */
  first(): Promise<Result<T, O> | null>;
  /**
   * How many records the query gives; a limit counts.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).count();
   * // select count(*) from "cities" where "capital" = $1
   * ```
   */
  count(): Promise<number>;
  /**
   * Whether the query gives any record.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).exists();
   * // select exists (select from "cities" where "capital" = $1)
   * ```
   */
  exists(): Promise<boolean>;
  /**
   * The values of one column as a list, of several as a list of tuples.
   *
   * @example
   * ```ts
   * const names: string[] = await City.limit(10).pluck("name");
   * // select "name" from "cities" limit $1
   * ```
   */
  pluck<K extends ColKey<T>>(column: K): Promise<T[K][]>;
  /** Tuples of the values of several columns. */
  pluck<const K extends readonly [ColKey<T>, ColKey<T>, ...ColKey<T>[]]>(
    ...columns: K
  ): Promise<{ -readonly [I in keyof K]: T[K[I]] }[]>;
  /**
   * The primary keys, of a model whose key has one column.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).ids();
   * // select "id" from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when the key has several columns
   */
  ids(): Promise<KeyValue<T>[]>;
  /**
   * The statement, without running it.
   *
   * @example
   * ```ts
   * City.where({ capital: true }).limit(1).toSQL().parameters;   // ["true", "1"]
   * ```
   */
  toSQL(): StatementText;
}
