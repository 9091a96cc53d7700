import type { ModelOf, RecordOf } from "../../typing/keys";
import type { NoUndef, Where } from "../../typing/where";
import type { Loaded } from "../../typing/loaded";
import type { KnownWith, With } from "../../typing/with";
import type { FindOptions, RecordKey } from "../find-options";
import { findOrFail, findOrNull } from "../find-record";
import { definitionOfModel, queryModel } from "./query-model";
import { SelectedModel } from "./selected-model";

/** Statics: the verbs that read records at once. */
export abstract class ReadModel extends SelectedModel {
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
}
