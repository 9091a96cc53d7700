import type { KeyValue, ModelOf } from "../../typing/keys";
import type {
  Pluckable,
  Plucked,
  PluckedTuple,
} from "../../typing/query/query-verbs";
import type { SqlFragment } from "../../typing/sql-fragment";
import type { NoUndef, Where } from "../../typing/where";
import { queryModel } from "./query-model";
import { RelatedModel } from "./related-model";

/** Statics: what is told of records without making any. */
export abstract class ValuedModel extends RelatedModel {
  /**
   * Whether there is any record; with conditions or a primary key, whether any
   * meets them.
   *
   * @example
   * ```ts
   * await City.exists();   // select exists (select from "cities")
   * await City.exists(1);   // select exists (select from "cities" where "id" = $1)
   * await City.exists({ capital: true });   // select exists (select from "cities" where "capital" = $1)
   * ```
   *
   * @throws UndefinedConditionError when what is given is undefined
   */
  static exists(this: ModelOf<object>): Promise<boolean>;
  static exists<T extends object>(
    this: ModelOf<T>,
    key: KeyValue<T>,
  ): Promise<boolean>;
  static exists<T extends object, const W extends Where<T> | SqlFragment>(
    this: ModelOf<T>,
    conditions: W & NoUndef<W, T>,
  ): Promise<boolean>;
  static async exists(
    this: ModelOf<object>,
    ...given: readonly unknown[]
  ): Promise<boolean> {
    return queryModel(this).exists(...(given as [never]));
  }

  /**
   * Whether there is any record.
   *
   * @example
   * ```ts
   * await City.any();   // select exists (select from "cities")
   * ```
   */
  static async any(this: ModelOf<object>): Promise<boolean> {
    return queryModel(this).any();
  }

  /**
   * Whether there is more than one record; no more than two are looked at.
   *
   * @example
   * ```ts
   * await City.many();
   * // select count(*) from lateral (select from "cities" limit $1) as "arx_rows"
   * ```
   */
  static async many(this: ModelOf<object>): Promise<boolean> {
    return queryModel(this).many();
  }

  /**
   * Whether there is exactly one record; no more than two are looked at.
   *
   * @example
   * ```ts
   * await City.one();
   * // select count(*) from lateral (select from "cities" limit $1) as "arx_rows"
   * ```
   */
  static async one(this: ModelOf<object>): Promise<boolean> {
    return queryModel(this).one();
  }

  /**
   * Whether there is no record.
   *
   * @example
   * ```ts
   * await City.isEmpty();   // select exists (select from "cities")
   * ```
   */
  static async isEmpty(this: ModelOf<object>): Promise<boolean> {
    return queryModel(this).isEmpty();
  }

  /**
   * The values of one column as a list, of several as a list of tuples.
   *
   * @example
   * ```ts
   * await City.pluck("name");   // select "name" from "cities"
   * ```
   */
  static pluck<T extends object, P extends Pluckable<T>>(
    this: ModelOf<T>,
    value: P,
  ): Promise<Plucked<T, P>[]>;
  /** Tuples of the values of several columns. */
  static pluck<
    T extends object,
    const P extends readonly [Pluckable<T>, Pluckable<T>, ...Pluckable<T>[]],
  >(this: ModelOf<T>, ...values: P): Promise<PluckedTuple<T, P>[]>;
  static async pluck(
    this: ModelOf<object>,
    ...columns: readonly unknown[]
  ): Promise<unknown[]> {
    return queryModel(this).pluck(...(columns as [never]));
  }

  /**
   * The value of a column of the first record by primary key, a tuple of several, or null.
   *
   * @example
   * ```ts
   * await City.pick("name");   // select "name" from "cities" order by "id" limit $1
   * ```
   */
  static pick<T extends object, P extends Pluckable<T>>(
    this: ModelOf<T>,
    value: P,
  ): Promise<Plucked<T, P> | null>;
  /** A tuple of the values of several columns. */
  static pick<
    T extends object,
    const P extends readonly [Pluckable<T>, Pluckable<T>, ...Pluckable<T>[]],
  >(this: ModelOf<T>, ...values: P): Promise<PluckedTuple<T, P> | null>;
  static async pick(
    this: ModelOf<object>,
    ...columns: readonly unknown[]
  ): Promise<unknown> {
    return queryModel(this).pick(...(columns as [never]));
  }

  /**
   * The primary keys, of a model whose key has one column.
   *
   * @example
   * ```ts
   * await City.ids();   // select "id" from "cities"
   * ```
   *
   * @throws InvalidArgumentError when the key has several columns
   */
  static async ids<T extends object>(this: ModelOf<T>): Promise<KeyValue<T>[]> {
    return queryModel<T>(this).ids();
  }
}
