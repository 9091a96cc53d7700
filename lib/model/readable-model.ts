import { parseQueryOptions } from "../query/query-options";
import type { ColKey, ModelOf } from "../typing/keys";
import type { Result } from "../typing/loaded";
import type { Credentials } from "../typing/password";
import type { NoUndef, Where } from "../typing/where";
import type { KnownWith, With } from "../typing/with";
import { authenticateBy } from "./authenticate";
import { findByPublicId } from "./find-by-public-id";
import type { FindManyOptions } from "./find-options";
import { queryFrom } from "./query/model-query";
import { findSigned, findSignedOrFail } from "./signed-id";
import type { SignedIdOptions } from "./signed-id";
import { definitionOfModel } from "./statics/query-model";
import { PagedModel } from "./statics/paged-model";

/** What a findMany is told to select and to load, as `Result` reads it. */
type Chosen<T, S, W> = (readonly never[] extends S ? object : { select: S }) &
  ([With<T>] extends [W] ? object : { with: W });

/** How the records of a model are read: the statics of every model that make and run queries. */
export abstract class ReadableModel extends PagedModel {
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
    const W extends With<T>,
    const C extends Where<T> = object,
    const S extends readonly ColKey<T>[] = readonly never[],
  >(
    this: ModelOf<T>,
    options: FindManyOptions<T, W & KnownWith<W, T>, S, C & NoUndef<C, T>> = {},
  ): Promise<Result<T, Chosen<T, S, W>>[]> {
    const definition = definitionOfModel(this);
    const data = parseQueryOptions(
      definition,
      options,
      `${definition.name}.findMany`,
    );
    return queryFrom<T, Chosen<T, S, W>>(data).all();
  }
}
