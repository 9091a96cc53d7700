import type { BigintMode, ColumnValue, ColumnValueWord } from "./column-types";
import type { IsAny } from "./keys";
import type { Nullness, Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";

interface CommonKeyOptions {
  /** The name of the column; left out, the property in snake_case. */
  name?: string;
  comment?: string;
  /** The name of the column before a rename. */
  renamedFrom?: string;
}

interface IntegerKeyOptions extends CommonKeyOptions {
  type?: "bigint" | "integer" | "smallint";
  /** Counted by the database, or always given. */
  default?: "identity" | "none";
  /** What a bigint is in JavaScript. */
  mode?: BigintMode;
}

interface UuidKeyOptions extends CommonKeyOptions {
  type: "uuid";
  /** Made by arx: random (v4), or led by the time (v7); or always given. */
  default?: "v4" | "v7" | "none";
}

interface TextKeyOptions extends CommonKeyOptions {
  type: "text" | "varchar";
  default?: "none";
  length?: number;
}

/** The options of `@PrimaryKey`. */
export type PrimaryKeyOptions =
  IntegerKeyOptions | UuidKeyOptions | TextKeyOptions;

/** The names of the options of `@PrimaryKey`, whatever the type. */
export type PrimaryKeyOption =
  keyof IntegerKeyOptions | keyof UuidKeyOptions | keyof TextKeyOptions;

/** The key `K` of a record `T` when its field fits the options of the primary key. */
export type PrimaryKeyField<T, K extends keyof T, O> = string extends K
  ? K
  : NoInfer<
      K extends ReservedMember ? ReservedName<K> : FittingKey<T[K], K, O>
    >;

type FittingKey<V, K, O> =
  IsAny<V> extends true
    ? K
    : Nullness<V> extends "null"
      ? Refused<"arx: a primary key is never null; take | null away">
      : [NonNullable<V>] extends [ColumnValue<TypeOf<O>, ModeOf<O>>]
        ? unknown
        : RefusedField<
            `arx: a key of type ${TypeOf<O>} takes a field of ${ColumnValueWord<TypeOf<O>, ModeOf<O>>}`,
            V
          >;

type TypeOf<O> = O extends { type: infer N extends string } ? N : "bigint";

type ModeOf<O> = O extends { mode: infer M } ? M : "number";
