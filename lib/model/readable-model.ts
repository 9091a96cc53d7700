import type { ModelClass, ModelDefinition } from "../metadata/definition";
import { definitionOf } from "../metadata/registry";
import { queryFrom, queryOf } from "../query/query";
import { parseQueryOptions } from "../query/query-options";
import type { ColKey, ModelOf, RecordOf } from "../typing/keys";
import type { Loaded, Result } from "../typing/loaded";
import type { NearOptions, SimilarOptions, VectorKey } from "../typing/near";
import type { OrderBy } from "../typing/order-by";
import type { Credentials } from "../typing/password";
import type { Query } from "../typing/query";
import type { VectorShape } from "../typing/vector-shape";
import type { NoUndef, Where } from "../typing/where";
import type { KnownWith, With } from "../typing/with";
import type { FindManyOptions, FindOptions, RecordKey } from "./find-options";
import { authenticateBy } from "./authenticate";
import { findByPublicId } from "./find-by-public-id";
import { findOrFail, findOrNull } from "./find-record";
import { findSigned, findSignedOrFail } from "./signed-id";
import type { SignedIdOptions } from "./signed-id";

/** What a findMany is told to select and to load, as `Result` reads it. */
type Chosen<S, W> = (readonly never[] extends S ? object : { select: S }) &
  ([keyof W] extends [never] ? object : { with: W });

/** How the records of a model are read: the statics of every model that make and run queries. */
export abstract class ReadableModel {
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
  static where<T extends object, const W extends Where<T>>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Query<T> {
    return queryModel<T>(this).where<W>(conditions);
  }

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
   * The records in an order.
   *
   * @example
   * ```ts
   * await City.orderBy({ population: "desc" }, { name: "asc" });
   * // select … from "cities" order by "population" desc, "name"
   * ```
   */
  static orderBy<T extends object>(
    this: ModelOf<T>,
    ...orders: readonly OrderBy<T>[]
  ): Query<T> {
    return queryModel<T>(this).orderBy(...orders);
  }

  /**
   * A query of all records, those deleted softly included.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.withDeleted();   // select … from "notes"
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  static withDeleted<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).withDeleted();
  }

  /**
   * A query of the records that were deleted softly.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.onlyDeleted();   // select … from "notes" where "deleted_at" is not null
   * ```
   *
   * @throws InvalidArgumentError when the model has no `@SoftDelete`
   */
  static onlyDeleted<T extends object>(this: ModelOf<T>): Query<T> {
    return queryModel<T>(this).onlyDeleted();
  }

  /**
   * At most so many records.
   *
   * @example
   * ```ts
   * await City.limit(10);   // select … from "cities" limit $1
   * ```
   */
  static limit<T extends object>(this: ModelOf<T>, count: number): Query<T> {
    return queryModel<T>(this).limit(count);
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

  /**
   * Every record.
   *
   * @example
   * ```ts
   * await City.all();   // select … from "cities"
   * ```
   */
  static async all<M extends ModelOf<object>>(this: M): Promise<RecordOf<M>[]> {
    return queryModel<RecordOf<M>>(this).all();
  }

  /**
   * The first record by primary key, or null.
   *
   * @example
   * ```ts
   * await City.first();   // select … from "cities" order by "id" limit $1
   * ```
   */
  static async first<M extends ModelOf<object>>(
    this: M,
  ): Promise<RecordOf<M> | null> {
    return queryModel<RecordOf<M>>(this).first();
  }

  /**
   * How many records there are.
   *
   * @example
   * ```ts
   * await City.count();   // select count(*) from "cities"
   * ```
   */
  static async count(this: ModelOf<object>): Promise<number> {
    return queryModel(this).count();
  }

  /**
   * Whether there is any record.
   *
   * @example
   * ```ts
   * await City.exists();   // select exists (select from "cities")
   * ```
   */
  static async exists(this: ModelOf<object>): Promise<boolean> {
    return queryModel(this).exists();
  }

  /**
   * The record with a primary key; for a list of keys the record of each, in their order.
   *
   * @example
   * ```ts
   * const city = await City.find(1, { with: { country: true } });
   * // select … from "cities" where "id" = $1
   * // select … from "countries" where "id" = any($1)
   * city.country.name;   // "Germany"
   * ```
   *
   * @throws RecordNotFoundError when a record is missing
   */
  // `NoInfer`: what is expected of the result says nothing about what was loaded.
  static find<T extends object, const W extends With<T> = object>(
    this: ModelOf<T>,
    key: RecordKey<T>,
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<Loaded<T, NoInfer<W>>>;
  static find<T extends object, const W extends With<T> = object>(
    this: ModelOf<T>,
    keys: readonly RecordKey<T>[],
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<Loaded<T, NoInfer<W>>[]>;
  static async find(
    this: ModelOf<object>,
    key: unknown,
    options?: FindOptions<unknown>,
  ): Promise<unknown> {
    return findOrFail(definitionOfModel(this), key, options);
  }

  /**
   * The record with a primary key, or null.
   *
   * @example
   * ```ts
   * await City.findOrNull(1);   // select … from "cities" where "id" = $1
   * ```
   */
  static async findOrNull<T extends object, const W extends With<T> = object>(
    this: ModelOf<T>,
    key: RecordKey<T>,
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<Loaded<T, NoInfer<W>> | null> {
    return (await findOrNull(definitionOfModel(this), key, options)) as Loaded<
      T,
      NoInfer<W>
    > | null;
  }

  /**
   * A record that meets conditions, or null; which one is open when there are several.
   *
   * @example
   * ```ts
   * await City.findBy({ name: "Bonn" });   // select … from "cities" where "name" = $1 limit $2
   * ```
   */
  static async findBy<T extends object, const W extends Where<T>>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Promise<T | null> {
    const [found] = await queryModel<T>(this).where<W>(conditions).limit(1);
    return found ?? null;
  }

  /**
   * The record with this public id, or null; also for a text that is no UUID,
   * since such ids come from outside.
   *
   * @example
   * ```ts
   * @Table()
   * class Invoice extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @PublicId() declare uuid: string;
   *   declare [Defaulted]?: "uuid";
   * }
   *
   * await Invoice.findByPublicId("018c2b5c-8d20-7000-8000-123456789abc");
   * // select … from "invoices" where "uuid" = $1 limit $2
   * await Invoice.findByPublicId("12");   // null
   * ```
   *
   * @throws DefinitionError when the model has no `@PublicId`
   */
  static async findByPublicId<T extends object>(
    this: ModelOf<T>,
    publicId: string,
  ): Promise<T | null> {
    return (await findByPublicId(
      definitionOfModel(this),
      publicId,
    )) as T | null;
  }

  /**
   * The record that conditions find, when it has the password that is given as
   * well, or null. It takes as long when there is no such record, so that the
   * time tells nobody who has an account.
   *
   * @example
   * ```ts
   * @Table()
   * class User extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column() declare email: string;
   *   @SecurePassword() declare password: SecurePassword;
   * }
   *
   * const user = await User.authenticateBy({ email: "ann@example.com", password: "correct horse" });
   * // select … from "users" where "email" = $1 limit $2
   * user?.email;   // undefined
   * ```
   *
   * @throws InvalidArgumentError when no password is given, or nothing that finds the record
   */
  static async authenticateBy<T extends object>(
    this: ModelOf<T>,
    credentials: Credentials<T>,
  ): Promise<T | null> {
    return (await authenticateBy(
      definitionOfModel(this),
      credentials,
    )) as T | null;
  }

  /**
   * The record of a text that `signedId` made for the same purpose; null when
   * it is none, is too old, or the record is gone.
   *
   * @example
   * ```ts
   * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
   * const text = city.signedId({ purpose: "share" });
   * const shared = await City.findSigned(text, { purpose: "share" });
   * // select … from "cities" where "id" = $1
   * await City.findSigned(text);   // null
   * ```
   *
   * @throws ConfigError when there is no key for signing
   */
  static async findSigned<T extends object>(
    this: ModelOf<T>,
    text: string,
    options: Pick<SignedIdOptions, "purpose"> = {},
  ): Promise<T | null> {
    return (await findSigned(
      definitionOfModel(this),
      text,
      options.purpose,
    )) as T | null;
  }

  /**
   * The same as `findSigned`, with an error instead of null.
   *
   * @example
   * ```ts
   * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
   * await City.findSignedOrFail("made up");
   * // throws InvalidTokenError: This signed id of City is not valid.
   * ```
   *
   * @throws InvalidTokenError where `findSigned` gives null
   */
  static async findSignedOrFail<T extends object>(
    this: ModelOf<T>,
    text: string,
    options: Pick<SignedIdOptions, "purpose"> = {},
  ): Promise<T> {
    return (await findSignedOrFail(
      definitionOfModel(this),
      text,
      options.purpose,
    )) as T;
  }

  /**
   * A query in one object.
   *
   * @example
   * ```ts
   * await City.findMany({ where: { name: "Bonn" }, orderBy: { id: "asc" }, limit: 5 });
   * // select … from "cities" where "name" = $1 order by "id" limit $2
   * ```
   */
  static async findMany<
    T extends object,
    const C extends Where<T> = object,
    const W extends With<T> = object,
    const S extends readonly ColKey<T>[] = readonly never[],
  >(
    this: ModelOf<T>,
    options: FindManyOptions<T, W & KnownWith<W, T>, S, C & NoUndef<C, T>> = {},
  ): Promise<Result<T, Chosen<S, W>>[]> {
    const definition = definitionOfModel(this);
    const data = parseQueryOptions(
      definition,
      options,
      `${definition.name}.findMany`,
    );
    return queryFrom<T, Chosen<S, W>>(data).all();
  }
}

function queryModel<T>(model: ModelOf<object>): Query<T> {
  return queryOf<T>(definitionOfModel(model));
}

/** Every class has a name; the type of `this` says no more than the inference needs. */
function definitionOfModel(model: ModelOf<object>): ModelDefinition {
  return definitionOf(model as ModelClass);
}
