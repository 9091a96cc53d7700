import type { CompleteCreate, Update } from "../typing/create";
import type {
  CreateRest,
  Identity,
  KnownIdentity,
  KnownRest,
} from "../typing/identity";
import type { ModelOf } from "../typing/keys";
import {
  createOrFind,
  findOrBuild,
  findOrCreate,
  seek,
  updateOrCreate,
} from "./find-or-create";
import { ReadableModel } from "./readable-model";
import { definitionOfModel } from "./statics/query-model";

/** Statics: the verbs that find a record and make it where there is none. */
export abstract class FoundOrCreatedModel extends ReadableModel {
  /**
   * The record with these values; where there is none, it is made of them and of
   * the attributes. Several programs may do so at once: where a unique index
   * keeps out all but one row, all of them get that one. In a transaction of
   * isolation level `repeatable read`, which cannot see it, the error of the
   * index is raised.
   *
   * @example
   * ```ts
   * const spain = await Country.findOrCreateBy({ code: "es" }, { name: "Spain" });
   * // select … from "countries" where "code" = $1 limit $2
   * // insert into "countries" ("code", "name") values ($1, $2) returning …
   * spain.isNew;   // false
   * ```
   *
   * @throws UniqueViolationError when another row is in the way that does not have these values
   * @throws UndefinedConditionError when one of the values is undefined
   */
  static findOrCreateBy<T extends object, const C extends Identity<T>>(
    this: ModelOf<T>,
    identity: C & KnownIdentity<C, T> & CreateRest<T, C> & CompleteCreate<C, T>,
  ): Promise<T>;
  static findOrCreateBy<
    T extends object,
    const C extends Identity<T>,
    A extends CreateRest<T, C>,
  >(
    this: ModelOf<T>,
    identity: C & KnownIdentity<C, T>,
    attributes: A & KnownRest<A, C, T>,
  ): Promise<T>;
  static async findOrCreateBy(
    this: ModelOf<object>,
    identity: unknown,
    attributes?: unknown,
  ): Promise<unknown> {
    const definition = definitionOfModel(this);
    return findOrCreate(
      seek(definition, identity, attributes, "findOrCreateBy"),
    );
  }

  /**
   * The same the other way round: makes the record, and finds it when a unique
   * index refuses the row. For records that are mostly new; each refusal uses up
   * a number of the key's sequence.
   *
   * @example
   * ```ts
   * const germany = await Country.createOrFindBy({ code: "de" }, { name: "Germany" });
   * // insert into "countries" ("code", "name") values ($1, $2) returning …
   * // select … from "countries" where "code" = $1 limit $2
   * germany.id;   // 1
   * ```
   *
   * @throws UniqueViolationError when another row is in the way that does not have these values
   * @throws UndefinedConditionError when one of the values is undefined
   */
  static createOrFindBy<T extends object, const C extends Identity<T>>(
    this: ModelOf<T>,
    identity: C & KnownIdentity<C, T> & CreateRest<T, C> & CompleteCreate<C, T>,
  ): Promise<T>;
  static createOrFindBy<
    T extends object,
    const C extends Identity<T>,
    A extends CreateRest<T, C>,
  >(
    this: ModelOf<T>,
    identity: C & KnownIdentity<C, T>,
    attributes: A & KnownRest<A, C, T>,
  ): Promise<T>;
  static async createOrFindBy(
    this: ModelOf<object>,
    identity: unknown,
    attributes?: unknown,
  ): Promise<unknown> {
    const definition = definitionOfModel(this);
    return createOrFind(
      seek(definition, identity, attributes, "createOrFindBy"),
    );
  }

  /**
   * The record with these values and attributes: the one that has the values gets
   * the attributes, and where there is none it is made of both.
   *
   * @example
   * ```ts
   * await Country.updateOrCreateBy({ code: "de" }, { name: "Deutschland" });
   * // select … from "countries" where "code" = $1 limit $2
   * // update "countries" set "name" = $1 where "id" = $2 returning …
   * ```
   *
   * @throws UniqueViolationError when another row is in the way that does not have these values
   * @throws UndefinedConditionError when one of the values is undefined
   */
  static async updateOrCreateBy<
    T extends object,
    const C extends Identity<T>,
    A extends CreateRest<T, C>,
  >(
    this: ModelOf<T>,
    identity: C & KnownIdentity<C, T>,
    attributes: A & KnownRest<A, C, T>,
  ): Promise<T> {
    const definition = definitionOfModel(this);
    return (await updateOrCreate(
      seek(definition, identity, attributes, "updateOrCreateBy"),
    )) as T;
  }

  /**
   * The record with these values, or a new one made of them and of the
   * attributes, which is not saved.
   *
   * @example
   * ```ts
   * const spain = await Country.findOrBuildBy({ code: "es" }, { name: "Spain" });
   * // select … from "countries" where "code" = $1 limit $2
   * spain.isNew;   // true
   * ```
   *
   * @throws UndefinedConditionError when one of the values is undefined
   */
  static async findOrBuildBy<T extends object, const C extends Identity<T>>(
    this: ModelOf<T>,
    identity: C & KnownIdentity<C, T>,
    attributes?: Omit<Update<T>, keyof C>,
  ): Promise<T> {
    const definition = definitionOfModel(this);
    return (await findOrBuild(
      seek(definition, identity, attributes, "findOrBuildBy"),
    )) as T;
  }
}
