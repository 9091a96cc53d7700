import type { ColumnValue, ColumnValueWord } from "./column-types";
import type { IsAny, IsRelation } from "./keys";
import type { QuickOptions } from "./quick-options";
import type { ReadonlyDeep } from "./readonly-deep";
import type { Nullness, Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";
import type { SqlFragment } from "./sql-fragment";

/**
 * The key `K` of a record `T` when its field fits the options of its column,
 * otherwise a sentence that says what would fit. `K` stands alone and first,
 * so that the compiler infers it without evaluating the rest for every guess.
 */
export type ColumnField<T, K extends keyof T, O> = K &
  NoInfer<K extends ReservedMember ? ReservedName<K> : FittingField<T, K, O>>;

type FittingField<T, K extends keyof T, O> =
  O extends QuickOptions<T[K]> ? unknown : DetailedField<T, K, O>;

type DetailedField<T, K extends keyof T, O> =
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

type FittingValue<T, K extends keyof T, O> = O extends { enum: infer E }
  ? IsSame<EnumValue<E>, NonNullable<T[K]>> extends true
    ? FittingDefault<T, K, O>
    : RefusedField<
        "arx: the field must hold the values of the enum, all of them and no other",
        NonNullable<T[K]>
      >
  : O extends { type: infer N }
    ? [NonNullable<T[K]>] extends [ColumnValue<N, ModeOf<O>>]
      ? FittingDefault<T, K, O>
      : RefusedField<
          `arx: a column of type ${N & string} takes a field of ${ColumnValueWord<N, ModeOf<O>>}`,
          NonNullable<T[K]>
        >
    : FittingInferred<T, K, O>;

type FittingInferred<T, K extends keyof T, O> =
  IsKeyOfRelation<T, K> extends true
    ? FittingDefault<T, K, O>
    : O extends { nullable: true }
      ? Refused<"arx: a nullable column needs its type, for instance type: 'text'">
      : NonNullable<T[K]> extends readonly unknown[]
        ? Refused<"arx: a column of an array needs its type, for instance type: 'text[]'">
        : IsInferable<T[K]> extends true
          ? FittingDefault<T, K, O>
          : RefusedField<
              "arx: the column needs its type, for instance type: 'jsonb'",
              T[K]
            >;

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
  ? D extends SqlFragment | ReadonlyDeep<NonNullable<T[K]>>
    ? unknown
    : RefusedField<"arx: the default is no value of the field", D>
  : unknown;

type ModeOf<O> = O extends { mode: infer M } ? M : "number";

export type EnumValue<E> = E extends readonly (infer V)[] ? V : E[keyof E];

/** Whether `authorId` stands beside a relation `author`: its type is that of the key it refers to. */
type IsKeyOfRelation<T, K> = K extends `${infer R}Id`
  ? R extends keyof T
    ? IsRelation<T[R]>
    : false
  : false;

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
