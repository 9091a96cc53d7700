import type {
  ColKey,
  IsAny,
  IsPolymorphic,
  IsRelation,
  IsToMany,
  KeyValue,
  RelationTarget,
  RelKey,
  VariantsOf,
} from "./keys";
import type { QueryShape } from "./query-shape";
import type { RangeShape } from "./range-shape";
import type { SqlFragment } from "./sql-fragment";
import type { VectorShape } from "./vector-shape";

/** Values that are compared as a whole. */
export type Scalar =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | RangeShape<unknown>
  | VectorShape
  | SqlFragment
  | ValueShape;

/** An object of a class that stands for one value, as a decimal number does; a document has the valueOf of Object. */
interface ValueShape {
  /** The value that it stands for. */
  readonly valueOf: () => string | number | bigint;
}

/** What can be asked of any column. */
export interface NullOperators {
  /** `IS NULL`, or with false `IS NOT NULL`. */
  isNull?: boolean;
  /** `IS NOT NULL`, or with false `IS NULL`. */
  isNotNull?: boolean;
}

/** What can be asked of values that are equal or not. */
export interface EqualityOperators<V> extends NullOperators {
  /** Equal to it: `=`; null means `IS NULL`. A query gives the value, and one row. */
  eq?: V | SqlFragment | QueryShape;
  /** Anything but it; a column that is NULL counts as different. Null means `IS NOT NULL`. */
  ne?: V | SqlFragment | QueryShape;
  /** One of these: `= any($1)`, or `in (select …)`. An empty list is met by nothing. */
  in?: readonly NonNullable<V>[] | SqlFragment | QueryShape;
  /** None of these: exactly the rows that `in` leaves out. */
  notIn?: readonly NonNullable<V>[] | SqlFragment | QueryShape;
}

/** What can be asked of values that have an order: numbers, dates, texts. */
export interface OrderOperators<V> extends EqualityOperators<V> {
  /** Greater than it: `>`. */
  gt?: NonNullable<V> | SqlFragment;
  /** It or greater: `>=`. */
  gte?: NonNullable<V> | SqlFragment;
  /** Less than it: `<`. */
  lt?: NonNullable<V> | SqlFragment;
  /** It or less: `<=`. */
  lte?: NonNullable<V> | SqlFragment;
  /** From the first to the second, both included. */
  between?: readonly [NonNullable<V>, NonNullable<V>];
  /** Less than the first or greater than the second. */
  notBetween?: readonly [NonNullable<V>, NonNullable<V>];
}

/** What can be asked of texts. */
export interface TextOperators<V> extends OrderOperators<V> {
  /** A pattern of SQL: `%` and `_` are wildcards. */
  like?: string;
  /** `like` without regard to case. */
  ilike?: string;
  /** The text itself, wildcards have no meaning. */
  contains?: string;
  /** `contains` without regard to case. */
  icontains?: string;
  /** The text at the beginning; wildcards have no meaning. */
  startsWith?: string;
  /** `startsWith` without regard to case. */
  istartsWith?: string;
  /** The text at the end; wildcards have no meaning. */
  endsWith?: string;
  /** `endsWith` without regard to case. */
  iendsWith?: string;
  /** The whole text, without regard to case: `lower(…) = lower(…)`. */
  ieq?: string;
  /** A POSIX regular expression. */
  matches?: string;
  /** `matches` without regard to case. */
  imatches?: string;
}

/** What can be asked of arrays. */
export interface ArrayOperators<E> extends NullOperators {
  /** The same elements in the same order: `=`. */
  eq?: readonly E[];
  /** Any other array; a column that is NULL counts as different. */
  ne?: readonly E[];
  /** This element among them. */
  has?: E;
  /** At least one of these among them: `&&`. */
  hasAny?: readonly E[];
  /** All of these among them: `@>`. */
  hasAll?: readonly E[];
  /** No elements but these: `<@`. */
  within?: readonly E[];
  /** No elements, or with false at least one. */
  isEmpty?: boolean;
}

/** What can be asked of ranges. */
export interface RangeOperators<V, E> extends EqualityOperators<V> {
  /** Holds this value, or all of this range: `@>`. */
  contains?: E | RangeShape<E>;
  /** Lies within this range: `<@`. */
  within?: RangeShape<E>;
  /** Shares a value with this range: `&&`. */
  overlaps?: RangeShape<E>;
  /** Nothing lies in it, or with false something does: `= 'empty'`. */
  isEmpty?: boolean;
  /** Not there: a range with other ends, which has `isEmpty` too, would pass for operators. */
  lower?: never;
}

/** What can be asked of a json document as a whole. */
export interface DocumentOperators<V> extends NullOperators {
  /** `jsonNull` stands for the null of JSON. */
  eq?: V | { toJSON(): null };
  /** Any other document; a column that is NULL counts as different. */
  ne?: V | { toJSON(): null };
  /** The document holds this one: `@>`. */
  contains?: unknown;
  /** The document holds nothing but what this one holds: `<@`. */
  within?: unknown;
  /** The document is an object with this key: `?`. */
  hasKey?: string;
  /** Not there: operators beside it are about a place in the document. */
  path?: undefined;
}

/**
 * What can be asked of a place inside a jsonb document. Where there is nothing
 * at the place, it is NULL.
 */
export interface PlaceOperators extends NullOperators {
  /** The keys and indexes that lead there, from the outside in. */
  path: readonly (string | number)[];
  /** This value of JSON; numbers are equal as numbers. Null means that nothing is there, `jsonNull` JSON's null. */
  eq?: unknown;
  /** Anything else, or nothing. */
  ne?: unknown;
  /** One of these. */
  in?: readonly unknown[];
  /** None of these: exactly the rows that `in` leaves out. */
  notIn?: readonly unknown[];
  /** A number greater than it, or a text after it. Of another kind than the value nothing is. */
  gt?: number | string;
  /** It, or greater. */
  gte?: number | string;
  /** A number less than it, or a text before it. */
  lt?: number | string;
  /** It, or less. */
  lte?: number | string;
  /** From the first to the second, both included. */
  between?: readonly [number, number] | readonly [string, string];
  /** Exactly the rows that `between` leaves out. */
  notBetween?: readonly [number, number] | readonly [string, string];
  /** What is there holds this document: `@>`. */
  contains?: unknown;
  /** What is there holds nothing but what this document holds: `<@`. */
  within?: unknown;
  /** What is there is an object with this key. */
  hasKey?: string;
  /** A text of this pattern of SQL: `%` and `_` are wildcards. */
  like?: string;
  /** `like` without regard to case. */
  ilike?: string;
  /** A text that holds this one, without regard to case. */
  icontains?: string;
  /** A text with this one at the beginning. */
  startsWith?: string;
  /** `startsWith` without regard to case. */
  istartsWith?: string;
  /** A text with this one at the end. */
  endsWith?: string;
  /** `endsWith` without regard to case. */
  iendsWith?: string;
  /** This text without regard to case. */
  ieq?: string;
  /** A text that this POSIX regular expression matches. */
  matches?: string;
  /** `matches` without regard to case. */
  imatches?: string;
}

/** What can be asked of json and jsonb documents. */
export type JsonOperators<V> = DocumentOperators<V> | PlaceOperators;

/** The names of the operators of a column; of a union each. */
export type OperatorKey<V> = KeyOfEach<Operators<V>>;

type KeyOfEach<U> = U extends unknown ? keyof U : never;

export type Operators<V> =
  IsAny<V> extends true
    ? JsonOperators<unknown>
    : [NonNullable<V>] extends [string]
      ? TextOperators<V>
      : [NonNullable<V>] extends [boolean | Uint8Array | VectorShape]
        ? EqualityOperators<V>
        : [NonNullable<V>] extends [RangeShape<infer E>]
          ? RangeOperators<V, E>
          : [NonNullable<V>] extends [Scalar]
            ? OrderOperators<V>
            : NonNullable<V> extends readonly (infer E)[]
              ? ArrayOperators<E>
              : JsonOperators<V>;

/** A value or a list of values; an array column takes a whole array. */
type Plain<V> =
  IsAny<V> extends true
    ? never
    : [V] extends [Scalar | null]
      ? V | readonly NonNullable<V>[] | SqlFragment | QueryShape
      : NonNullable<V> extends readonly (infer E)[]
        ? readonly E[] | Extract<V, null>
        : Extract<V, null>;

export type ColumnCondition<V> = Plain<V> | Operators<V>;

/** Conditions on a relation to many: on some, every or none of its records. */
export interface SetCondition<T> {
  /** At least one record meets the conditions: `exists`. */
  some?: Where<T> | SqlFragment;
  /** All records meet the conditions; met where there are none. */
  every?: Where<T> | SqlFragment;
  /** No record meets the conditions: `not exists`. */
  none?: Where<T> | SqlFragment;
}

/**
 * Conditions on a relation to records of several models: which model, and what
 * the record fulfils where it is one model.
 */
export type VariantCondition<M> =
  | {
      [A in keyof M]: {
        /** The name of the model. */
        type: A;
        /** What a record of that model fulfils. */
        where?: Where<M[A]>;
      };
    }[keyof M]
  | {
      /** The names of several models. */
      type: readonly (keyof M)[];
    };

export type RelationCondition<P> =
  IsToMany<P> extends true
    ? SetCondition<RelationTarget<P>>
    : IsPolymorphic<P> extends true
      ? VariantCondition<VariantsOf<P>> | RelationTarget<P> | null
      : | Where<RelationTarget<P>>
        | RelationTarget<P>
        | KeyValue<RelationTarget<P>>
        | QueryShape
        | null;

/** Keys of a where object that are not properties of the model. */
export type LogicalKey = "and" | "or" | "not";

/**
 * Conditions on the columns and relations of a model; those side by side must all
 * hold. A value means equality, a list means any of them, null means IS NULL, an
 * object holds operators. `undefined` is refused: leave the key out.
 *
 * @example
 * ```ts
 * const conditions: Where<City> = {
 *   population: { gte: 100_000 },
 *   or: [{ capital: true }, { name: ["Bonn", "Ulm"] }],
 *   country: { code: "de" },
 * };
 * await City.where(conditions);
 * // select … from "cities" where "population" >= $1
 * //   and ("capital" = $2 or "name" = any($3))
 * //   and exists (select from "countries" as "t1" where "t1"."id" = "cities"."country_id" and "t1"."code" = $4)
 * ```
 */
export type Where<T> = {
  [K in ColKey<T> | RelKey<T> | LogicalKey]?: ConditionAt<K, T>;
};

/** One mapped type over all keys: an intersection of several would cost the compiler four times as much. */
type ConditionAt<K, T> = K extends keyof T
  ? ConditionsOf<T[K]>[KindOf<T[K]>]
  : K extends "not"
    ? Where<T> | SqlFragment
    : readonly (Where<T> | SqlFragment)[];

/**
 * Members to choose from instead of the branches of a condition: the compiler
 * would look into every branch once for each name of a property that any where
 * object in the program has.
 */
interface ConditionsOf<in out P> {
  /** What a relation takes. */
  relation: RelationCondition<P>;
  /** What a column takes. */
  column: ColumnCondition<Exclude<P, undefined>>;
}

type KindOf<P> = IsRelation<P> extends true ? "relation" : "column";
