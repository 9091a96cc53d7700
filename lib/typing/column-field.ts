import type { ColumnValue, ColumnValueWord } from "./column-types";
import type { TypeOf } from "./column-options";
import type { GeneratedKey, IsAny, IsRelation } from "./keys";
import type { IsReadonly } from "./is-readonly";
import type { NotJson } from "./json-value";
import type { QuickOptions } from "./quick-options";
import type { ReadonlyDeep } from "./readonly-deep";
import type { Nullness, Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";
import type { SqlFragment } from "./sql-fragment";
import type { FittingNormalize, FittingTransform } from "./value-options";

/**
 * The key `K` of a record `T` when its field fits the options of its column,
 * otherwise a sentence that says what would fit. `K` stands alone and first,
 * so that the compiler infers it without evaluating the rest for every guess.
 */
export type ColumnField<T, K extends keyof T, O> = K &
  NoInfer<K extends ReservedMember ? ReservedName<K> : FittingField<T, K, O>>;

type FittingField<T, K extends keyof T, O> =
  O extends QuickOptions<T[K]> ? unknown : DetailedField<T, K, O>;

type DetailedField<T, K extends keyof T, O> = O extends {
  generatedAs: unknown;
}
  ? K extends GeneratedKey<T>
    ? IsReadonly<T, K> extends true
      ? HoldingField<T, K, O>
      : Refused<"arx: nobody writes a generated column; declare the field readonly">
    : Refused<`arx: a generated column is named by its class; write declare [Generated]?: "${K & string}"`>
  : HoldingField<T, K, O>;

type HoldingField<T, K extends keyof T, O> =
  IsRelation<T[K]> extends true
    ? Refused<"arx: the field holds a relation; decorate it with @Relate, @HasMany, @HasOne or @ManyToMany">
    : IsAny<T[K]> extends true
      ? unknown
      : FittingNull<T, K, O, Nullness<T[K]>>;

/** Null in `unknown` is a value of the document, which a jsonb column may hold without being nullable. */
type FittingNull<T, K extends keyof T, O, N> = unknown extends T[K]
  ? FittingValue<T, K, O>
  : O extends { nullable: true }
    ? N extends "not null"
      ? Refused<"arx: the column is nullable; declare the field with | null">
      : FittingValue<T, K, O>
    : N extends "null"
      ? Refused<"arx: the field may be null; write nullable: true">
      : FittingValue<T, K, O>;

type FittingValue<T, K extends keyof T, O> = O extends { transform: infer X }
  ? FittingTransformed<T, K, O, X>
  : HeldValue<T, K, O>;

/** The field fits the transform, and the transform fits the column. */
type FittingTransformed<T, K extends keyof T, O, X> = O extends {
  enum: infer E;
}
  ? After<
      FittingTransform<
        X,
        NonNullable<T[K]>,
        EnumValue<E>,
        "a value of the enum"
      >,
      FittingDefault<T, K, O>
    >
  : O extends { type: unknown }
    ? After<
        FittingTransform<
          X,
          NonNullable<T[K]>,
          ColumnValue<TypeOf<O>, ModeOf<O>>,
          ColumnValueWord<TypeOf<O>, ModeOf<O>>
        >,
        FittingDefault<T, K, O>
      >
    : Refused<"arx: a column with a transform needs its type, for instance type: 'text'">;

/** What is refused first, or else what comes after. */
type After<First, Then> = unknown extends First ? Then : First;

type HeldValue<T, K extends keyof T, O> = O extends { enum: infer E }
  ? IsSame<EnumValue<E>, EnumElement<NonNullable<T[K]>, O>> extends true
    ? FittingDefault<T, K, O>
    : RefusedField<
        O extends { array: true }
          ? "arx: the field must hold a list of the values of the enum, all of them and no other"
          : "arx: the field must hold the values of the enum, all of them and no other",
        NonNullable<T[K]>
      >
  : O extends { type: unknown }
    ? IsHeld<NonNullable<T[K]>, TypeOf<O>, ModeOf<O>> extends true
      ? FittingDefault<T, K, O>
      : RefusedField<
          `arx: a column of type ${TypeOf<O> & string} takes a field of ${ColumnValueWord<TypeOf<O>, ModeOf<O>>}`,
          NonNullable<T[K]>
        >
    : FittingInferred<T, K, O>;

/** A document is whatever JSON can hold; of a point nothing more than its numbers comes back. */
type IsHeld<V, N, Mode> = N extends "json" | "jsonb"
  ? [Extract<V, NotJson>] extends [never]
    ? true
    : false
  : N extends "point"
    ? IsSame<V, ColumnValue<N>>
    : [V] extends [ColumnValue<N, Mode>]
      ? true
      : false;

type FittingInferred<T, K extends keyof T, O> =
  IsKeyOfRelation<T, K> extends true
    ? FittingDefault<T, K, O>
    : O extends { nullable: true }
      ? Refused<"arx: a nullable column needs its type, for instance type: 'text'">
      : NonNullable<T[K]> extends readonly unknown[]
        ? Refused<"arx: a column of an array needs its type, for instance type: 'text[]'">
        : IsInferable<T[K]> extends true
          ? FittingInferredOptions<T, K, O>
          : RefusedField<
              "arx: the column needs its type, for instance type: 'jsonb'",
              T[K]
            >;

/** Without a type a length makes a varchar of a text, and a mode says what a bigint is anyway. */
type FittingInferredOptions<T, K extends keyof T, O> = O extends {
  length: number;
}
  ? [T[K]] extends [string]
    ? FittingDefault<T, K, O>
    : RefusedField<"arx: length goes with a field of string", T[K]>
  : O extends { mode: infer M }
    ? [T[K], M] extends [bigint, "bigint"]
      ? FittingDefault<T, K, O>
      : RefusedField<
          "arx: mode goes with type: 'bigint' or 'int8range'; write the type as well",
          T[K]
        >
    : FittingDefault<T, K, O>;

type IsInferable<V> = [V] extends [string]
  ? true
  : [V] extends [number]
    ? true
    : [V] extends [boolean]
      ? true
      : [V] extends [bigint]
        ? true
        : [V] extends [Date]
          ? true
          : [V] extends [Uint8Array]
            ? true
            : false;

type FittingDefault<T, K extends keyof T, O> = O extends { default: infer D }
  ? D extends
      | SqlFragment
      | ReadonlyDeep<NonNullable<T[K]>>
      | (() => ReadonlyDeep<NonNullable<T[K]>>)
    ? FittingForm<T[K], O>
    : RefusedField<"arx: the default is no value of the field", D>
  : FittingForm<T[K], O>;

type FittingForm<V, O> = O extends { normalize: infer N }
  ? FittingNormalize<N, V>
  : unknown;

type ModeOf<O> = O extends { mode: infer M } ? M : "number";

/** What of a field is a value of the enum: the field, or each element of a list. */
type EnumElement<V, O> = O extends { array: true }
  ? V extends readonly (infer Element)[]
    ? Element
    : Refused<"arx: array: true goes with a list">
  : V;

export type EnumValue<E> = E extends readonly (infer V)[] ? V : E[keyof E];

/** Whether `authorId` stands beside a relation `author`: its type is that of the key it refers to. */
type IsKeyOfRelation<T, K> = K extends `${infer R}Id`
  ? R extends keyof T
    ? IsRelation<T[R]>
    : false
  : false;

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
