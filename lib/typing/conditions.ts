import type {
  ColKey,
  IsAny,
  IsRelation,
  IsToMany,
  KeyValue,
  RelationTarget,
  RelKey,
} from "./keys";

export type Scalar = string | number | bigint | boolean | Date | Uint8Array;

export interface NullOperators {
  isNull?: boolean;
  isNotNull?: boolean;
}

export interface EqualityOperators<V> extends NullOperators {
  eq?: V;
  ne?: V;
  in?: readonly NonNullable<V>[];
  notIn?: readonly NonNullable<V>[];
}

export interface OrderOperators<V> extends EqualityOperators<V> {
  gt?: NonNullable<V>;
  gte?: NonNullable<V>;
  lt?: NonNullable<V>;
  lte?: NonNullable<V>;
  between?: readonly [NonNullable<V>, NonNullable<V>];
  notBetween?: readonly [NonNullable<V>, NonNullable<V>];
}

export interface TextOperators<V> extends OrderOperators<V> {
  /** A pattern of SQL: `%` and `_` are wildcards. */
  like?: string;
  /** `like` without regard to case. */
  ilike?: string;
  /** The text itself, wildcards have no meaning. */
  contains?: string;
  /** `contains` without regard to case. */
  icontains?: string;
  startsWith?: string;
  endsWith?: string;
  /** A POSIX regular expression. */
  matches?: string;
}

export interface ArrayOperators<E> extends NullOperators {
  eq?: readonly E[];
  has?: E;
  hasAny?: readonly E[];
  hasAll?: readonly E[];
  isEmpty?: boolean;
}

export interface JsonOperators<V> extends NullOperators {
  eq?: V;
  /** The document holds this one: `@>`. */
  contains?: unknown;
  hasKey?: string;
}

export type Operators<V> =
  IsAny<V> extends true
    ? JsonOperators<unknown>
    : [NonNullable<V>] extends [string]
      ? TextOperators<V>
      : [NonNullable<V>] extends [boolean | Uint8Array]
        ? EqualityOperators<V>
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
      ? V | readonly NonNullable<V>[]
      : NonNullable<V> extends readonly (infer E)[]
        ? readonly E[] | Extract<V, null>
        : Extract<V, null>;

export type ColumnCondition<V> = Plain<V> | Operators<V>;

/** Conditions on a relation to many: on some, every or none of its records. */
export interface SetCondition<T> {
  some?: Where<T>;
  every?: Where<T>;
  none?: Where<T>;
}

export type RelationCondition<P> =
  IsToMany<P> extends true
    ? SetCondition<RelationTarget<P>>
    : | Where<RelationTarget<P>>
      | RelationTarget<P>
      | KeyValue<RelationTarget<P>>
      | null;

/** Keys of a where object that are not properties of the model. */
export type LogicalKey = "and" | "or" | "not";

/** Conditions on the columns and relations of a model; those side by side must all hold. */
export type Where<T> = {
  [K in ColKey<T> | RelKey<T> | LogicalKey]?: ConditionAt<K, T>;
};

/** One mapped type over all keys: an intersection of several would cost the compiler four times as much. */
type ConditionAt<K, T> = K extends keyof T
  ? IsRelation<T[K]> extends true
    ? RelationCondition<T[K]>
    : ColumnCondition<Exclude<T[K], undefined>>
  : K extends "not"
    ? Where<T>
    : readonly Where<T>[];
