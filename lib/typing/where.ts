import type {
  ColKey,
  IsAny,
  IsRelation,
  IsToMany,
  KeyValue,
  RelationTarget,
  RelKey,
} from "./keys";
import type { Refused } from "./refused";

type Nothing = Record<never, never>;

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

type Operators<V> =
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

export interface LogicalConditions<T> {
  and?: readonly Where<T>[];
  or?: readonly Where<T>[];
  not?: Where<T>;
}

/** Conditions on the columns and relations of a model; those side by side must all hold. */
export type Where<T> = {
  [K in ColKey<T>]?: ColumnCondition<Exclude<T[K], undefined>>;
} & { [K in RelKey<T>]?: RelationCondition<T[K]> } & LogicalConditions<T>;

/**
 * Beside the inferred type of a where object: refuses what inference alone lets
 * pass, namely `undefined` and names that do not exist. A key that may be absent is fine.
 */
export type NoUndef<W, T> = [Where<T>] extends [W]
  ? unknown
  : { [K in keyof W as CheckedKey<K, W[K]>]: CheckedCondition<W, K, T> };

/** A bare `undefined` would make the intersection `never`; a missing key keeps the sentence visible. */
type CheckedKey<K, V> = [V] extends [undefined]
  ? `arx: "${K & string}" is undefined; leave the key out or write null`
  : K;

type CheckedCondition<W, K extends keyof W, T> =
  Nothing extends Pick<W, K>
    ? unknown
    : undefined extends W[K]
      ? Refused<`arx: "${K & string}" may be undefined; leave the key out or write null`>
      : K extends "and" | "or"
        ? CheckedList<W[K], T>
        : K extends "not"
          ? NoUndef<W[K], T>
          : K extends keyof T
            ? CheckedField<W[K], T[K]>
            : Refused<`arx: the model has no column or relation "${K & string}"`>;

/** Maps a tuple to a tuple, which only a mapped type over a bare parameter does. */
type CheckedList<L, T> = { readonly [I in keyof L]: NoUndef<L[I], T> };

type CheckedField<V, P> = V extends Scalar | null | readonly unknown[]
  ? unknown
  : IsRelation<P> extends true
    ? IsToMany<P> extends true
      ? {
          [Q in keyof V as CheckedKey<Q, V[Q]>]: CheckedQuantifier<
            V,
            Q,
            RelationTarget<P>
          >;
        }
      : V extends RelationTarget<P>
        ? unknown
        : NoUndef<V, RelationTarget<P>>
    : { [O in keyof V as CheckedKey<O, V[O]>]: CheckedOperator<V, O, P> };

type CheckedQuantifier<V, Q extends keyof V, T> =
  Nothing extends Pick<V, Q>
    ? unknown
    : Q extends keyof SetCondition<T>
      ? NoUndef<V[Q], T>
      : Refused<`arx: a relation to many takes some, every and none, not "${Q & string}"`>;

type CheckedOperator<V, O extends keyof V, P> =
  Nothing extends Pick<V, O>
    ? unknown
    : undefined extends V[O]
      ? Refused<`arx: "${O & string}" may be undefined; leave the key out or write null`>
      : O extends keyof Operators<Exclude<P, undefined>>
        ? unknown
        : Refused<`arx: the column has no operator "${O & string}"`>;
