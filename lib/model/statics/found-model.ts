import type { ModelOf, RecordOf } from "../../typing/keys";
import type { RecordKey } from "../../typing/record-key";
import type { SqlFragment } from "../../typing/sql-fragment";
import type { NoUndef, Where } from "../../typing/where";
import type { KnownWith, LoadedBy, With } from "../../typing/with";
import type { FindOptions } from "../find-options";
import { findOrFail, findOrNull } from "../find-record";
import { definitionOfModel, queryModel } from "./query-model";
import { ValuedModel } from "./valued-model";

/** Statics: the verbs that find single records. */
export abstract class FoundModel extends ValuedModel {
  /**
   * The record with a primary key; for a list of keys the record of each, in their order.
   *
   * @example
   * ```ts
   * const city = await City.find(1, { with: { country: true } });
   * // select … from "cities" left join lateral (select … from "countries"
   * //   where "id" = "cities"."country_id") as "arx_one1" on true where "id" = $1
   * city.country.name;   // "Germany"
   * ```
   *
   * @throws RecordNotFoundError when a record is missing
   */
  // `NoInfer`: what is expected of the result says nothing about what was loaded.
  static find<T extends object, const W extends With<T>>(
    this: ModelOf<T>,
    key: RecordKey<T>,
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<LoadedBy<T, NoInfer<W>>>;
  static find<T extends object, const W extends With<T>>(
    this: ModelOf<T>,
    keys: readonly RecordKey<T>[],
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<LoadedBy<T, NoInfer<W>>[]>;
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
  static async findOrNull<T extends object, const W extends With<T>>(
    this: ModelOf<T>,
    key: RecordKey<T>,
    options?: FindOptions<W & KnownWith<W, T>>,
  ): Promise<LoadedBy<T, NoInfer<W>> | null> {
    return (await findOrNull(
      definitionOfModel(this),
      key,
      options,
    )) as LoadedBy<T, NoInfer<W>> | null;
  }

  /**
   * A record that meets conditions, or null; which one is open when there are several.
   *
   * @example
   * ```ts
   * await City.findBy({ name: "Bonn" });   // select … from "cities" where "name" = $1 limit $2
   * ```
   */
  static async findBy<T extends object, const W extends Where<T> | SqlFragment>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Promise<T | null> {
    return queryModel<T>(this).findBy<W>(conditions);
  }

  /**
   * The first record by primary key, or null; with a number so many of them as a list.
   *
   * @example
   * ```ts
   * await City.first();   // select … from "cities" order by "id" limit $1
   * await City.first(3);   // select … from "cities" order by "id" limit $1
   * ```
   *
   * @throws InvalidArgumentError when the number is no whole number from 0
   */
  static first<M extends ModelOf<object>>(this: M): Promise<RecordOf<M> | null>;
  static first<M extends ModelOf<object>>(
    this: M,
    count: number,
  ): Promise<RecordOf<M>[]>;
  static async first(this: ModelOf<object>, count?: number): Promise<unknown> {
    return queryModel(this).first(count as number);
  }

  /**
   * The last record by primary key, or null; with a number so many of them as a
   * list, the last one last.
   *
   * @example
   * ```ts
   * await City.last();   // select … from "cities" order by "id" desc limit $1
   * ```
   *
   * @throws InvalidArgumentError when the number is no whole number from 0
   */
  static last<M extends ModelOf<object>>(this: M): Promise<RecordOf<M> | null>;
  static last<M extends ModelOf<object>>(
    this: M,
    count: number,
  ): Promise<RecordOf<M>[]>;
  static async last(this: ModelOf<object>, count?: number): Promise<unknown> {
    return queryModel(this).last(count as number);
  }

  /**
   * A record, whichever comes first, or null; with a number so many as a list.
   *
   * @example
   * ```ts
   * await City.take();   // select … from "cities" limit $1
   * ```
   *
   * @throws InvalidArgumentError when the number is no whole number from 0
   */
  static take<M extends ModelOf<object>>(this: M): Promise<RecordOf<M> | null>;
  static take<M extends ModelOf<object>>(
    this: M,
    count: number,
  ): Promise<RecordOf<M>[]>;
  static async take(this: ModelOf<object>, count?: number): Promise<unknown> {
    return queryModel(this).take(count as number);
  }

  /**
   * The only record that there is.
   *
   * @example
   * ```ts
   * await Language.sole();   // select … from "languages" limit $1
   * ```
   *
   * @throws RecordNotFoundError when there is none
   * @throws SoleRecordExceededError when there are several
   */
  static async sole<M extends ModelOf<object>>(this: M): Promise<RecordOf<M>> {
    return queryModel<RecordOf<M>>(this).sole();
  }
}
