import type {
  ColKey,
  IsAny,
  IsRelation,
  IsToMany,
  RelationTarget,
  RelKey,
} from "./keys";
import type {
  LogicalKey,
  Operators,
  Scalar,
  SetCondition,
  Where,
} from "./conditions";
import type { Refused } from "./refused";

export type { Where } from "./conditions";

/**
 * Beside the inferred type of a where object: refuses what inference alone lets
 * pass, namely `undefined` and names that do not exist. A key that may be absent
 * is fine, and so is an object that was declared as a `Where`.
 */
export type NoUndef<W, T> = [Where<T>] extends [W]
  ? unknown
  : IsSound<W, T> extends true
    ? unknown
    : Refusals<W, T>;

/** Answers for the usual object without building a type for the compiler to compare with. */
type IsSound<W, T> = keyof W extends ColKey<T> | RelKey<T> | LogicalKey
  ? undefined extends W[keyof W]
    ? false
    : false extends IsSoundAt<keyof W, W, T>
      ? false
      : true
  : false;

type IsSoundAt<K, W, T> = K extends keyof W
  ? W[K] extends Scalar | null
    ? true
    : K extends LogicalKey
      ? IsSoundBranch<W[K], T>
      : K extends keyof T
        ? IsSoundCondition<W[K], T[K]>
        : false
  : never;

type IsSoundBranch<V, T> = V extends readonly (infer E)[]
  ? IsSoundEach<E, T>
  : IsSound<V, T>;

type IsSoundEach<E, T> = E extends unknown ? IsSound<E, T> : never;

type IsSoundCondition<V, P> = V extends readonly unknown[]
  ? true
  : IsRelation<P> extends true
    ? IsToMany<P> extends true
      ? IsSoundSet<keyof V, V, RelationTarget<P>>
      : V extends RelationTarget<P>
        ? true
        : IsSound<V, RelationTarget<P>>
    : undefined extends V[keyof V]
      ? false
      : keyof V extends keyof Operators<Exclude<P, undefined>>
        ? true
        : false;

type IsSoundSet<Q, V, T> = Q extends keyof V & keyof SetCondition<T>
  ? IsSound<V[Q], T>
  : false;

/** The same object with a sentence at each place that is refused. */
type Refusals<W, T> = {
  [K in keyof W as RefusedKey<K, W[K]>]: RefusalAt<W, K, T>;
};

/** A bare `undefined` would make the intersection `never`; a missing key keeps the sentence visible. */
type RefusedKey<K, V> =
  IsAny<V> extends true
    ? K
    : [V] extends [undefined]
      ? `arx: "${K & string}" is undefined; leave the key out or write null`
      : K;

/** Of a value of type `any` nothing is known, and only `never` refuses it. */
type RefusalOfAny<K, Known> = K extends Known ? unknown : never;

type IsOptional<W, K extends keyof W> =
  Partial<Pick<W, K>> extends Pick<W, K> ? true : false;

type RefusalAt<W, K extends keyof W, T> =
  IsOptional<W, K> extends true
    ? unknown
    : IsAny<W[K]> extends true
      ? RefusalOfAny<K, keyof Where<T>>
      : undefined extends W[K]
        ? Refused<`arx: "${K & string}" may be undefined; leave the key out or write null`>
        : K extends "and" | "or"
          ? RefusalsOfList<W[K], T>
          : K extends "not"
            ? NoUndef<W[K], T>
            : K extends keyof T
              ? RefusalsOfCondition<W[K], T[K]>
              : Refused<`arx: the model has no column or relation "${K & string}"`>;

/** Maps a tuple to a tuple, which only a mapped type over a bare parameter does. */
type RefusalsOfList<L, T> = { readonly [I in keyof L]: NoUndef<L[I], T> };

type RefusalsOfCondition<V, P> = V extends Scalar | null | readonly unknown[]
  ? unknown
  : IsRelation<P> extends true
    ? IsToMany<P> extends true
      ? {
          [Q in keyof V as RefusedKey<Q, V[Q]>]: RefusalAtQuantifier<
            V,
            Q,
            RelationTarget<P>
          >;
        }
      : V extends RelationTarget<P>
        ? unknown
        : NoUndef<V, RelationTarget<P>>
    : { [O in keyof V as RefusedKey<O, V[O]>]: RefusalAtOperator<V, O, P> };

type RefusalAtQuantifier<V, Q extends keyof V, T> =
  IsOptional<V, Q> extends true
    ? unknown
    : Q extends keyof SetCondition<T>
      ? NoUndef<V[Q], T>
      : Refused<`arx: a relation to many takes some, every and none, not "${Q & string}"`>;

type RefusalAtOperator<V, O extends keyof V, P> =
  IsOptional<V, O> extends true
    ? unknown
    : IsAny<V[O]> extends true
      ? RefusalOfAny<O, keyof Operators<Exclude<P, undefined>>>
      : undefined extends V[O]
        ? Refused<`arx: "${O & string}" may be undefined; leave the key out or write null`>
        : O extends keyof Operators<Exclude<P, undefined>>
          ? unknown
          : Refused<`arx: the column has no operator "${O & string}"`>;
