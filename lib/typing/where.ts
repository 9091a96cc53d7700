import type {
  ColKey,
  IsAny,
  IsPolymorphic,
  IsRelation,
  IsToMany,
  RelationTarget,
  RelKey,
  VariantsOf,
} from "./keys";
import type {
  LogicalKey,
  OperatorKey,
  Scalar,
  SetCondition,
  Where,
} from "./conditions";
import type { QueryShape } from "./query-shape";
import type { Refused } from "./refused";
import type { SqlFragment } from "./sql-fragment";

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
    : W extends SqlFragment | QueryShape
      ? unknown
      : Refusals<W, T>;

/** Undefined, where a program tells it from other values; without `strictNullChecks` nothing is told, and nothing refused. */
type Missing = undefined extends 1 ? Refused<"arx: never"> : undefined;

/** Answers for the usual object without building a type for the compiler to compare with. */
type IsSound<W, T> = keyof W extends ColKey<T> | RelKey<T> | LogicalKey
  ? Missing extends W[keyof W]
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
        : IsPolymorphic<P> extends true
          ? IsSoundVariant<V, VariantsOf<P>>
          : IsSound<V, RelationTarget<P>>
    : Missing extends V[keyof V]
      ? false
      : keyof V extends OperatorKey<Exclude<P, undefined>>
        ? true
        : false;

type IsSoundVariant<V, M> = keyof V extends "type" | "where"
  ? Missing extends V[keyof V]
    ? false
    : V extends { type: infer A; where: infer W }
      ? A extends keyof M
        ? IsSound<W, M[A]>
        : false
      : true
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
      : Missing extends W[K]
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

type RefusalsOfCondition<V, P> = V extends
  Scalar | null | readonly unknown[] | QueryShape
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
        : IsPolymorphic<P> extends true
          ? RefusalsOfVariant<V, VariantsOf<P>>
          : NoUndef<V, RelationTarget<P>>
    : { [O in keyof V as RefusedKey<O, V[O]>]: RefusalAtOperator<V, O, P> };

type RefusalsOfVariant<V, M> = {
  [Q in keyof V as RefusedKey<Q, V[Q]>]: Missing extends V[Q]
    ? Refused<`arx: "${Q & string}" may be undefined; leave the key out or write null`>
    : Q extends "type"
      ? unknown
      : Q extends "where"
        ? V extends { type: infer A extends keyof M }
          ? NoUndef<V[Q], M[A]>
          : unknown
        : Refused<`arx: a relation to several models takes type and where, not "${Q & string}"`>;
};

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
      ? RefusalOfAny<O, OperatorKey<Exclude<P, undefined>>>
      : Missing extends V[O]
        ? Refused<`arx: "${O & string}" may be undefined; leave the key out or write null`>
        : O extends OperatorKey<Exclude<P, undefined>>
          ? unknown
          : Refused<`arx: the column has no operator "${O & string}"`>;
