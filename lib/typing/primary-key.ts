import type { BigintMode, ColumnValue, ColumnValueWord } from "./column-types";
import type { IsAny } from "./keys";
import type { Nullness, Refused, RefusedField, ReservedName } from "./refused";
import type { ReservedMember } from "./reserved-members";

/** What every key may be told. */
interface CommonKeyOptions {
  /** The name of the column; left out, the property in snake_case. */
  name?: string;
  /** A sentence about the column, kept in the database. */
  comment?: string;
  /** The name of the column before a rename. */
  renamedFrom?: string;
}

/** A key that is a whole number. */
interface IntegerKeyOptions extends CommonKeyOptions {
  /** `bigint` unless said otherwise. */
  type?: "bigint" | "integer" | "smallint";
  /** Counted by the database, or always given. */
  default?: "identity" | "none";
  /** Goes with uuids that are made by default. */
  server?: never;
  /** What a bigint is in JavaScript. */
  mode?: BigintMode;
}

/** A key that is a UUID, RFC 9562, and made when none is given. */
interface UuidKeyOptions extends CommonKeyOptions {
  /** Says that it is a UUID. */
  type: "uuid";
  /** Random (v4), or led by the time (v7). */
  default: "v4" | "v7";
  /** Whether the server makes it, so that rows that other programs insert have one too; arx does unless this is true. */
  server?: boolean;
}

/** A key that is a UUID, which the program gives. */
interface GivenUuidKeyOptions extends CommonKeyOptions {
  /** Says that it is a UUID. */
  type: "uuid";
  /** Always given. */
  default?: "none";
  /** Goes with uuids that are made by default. */
  server?: never;
}

/** A key that is a text, which the program gives. */
interface TextKeyOptions extends CommonKeyOptions {
  /** Says that it is a text, of any length or of a limited one. */
  type: "text" | "varchar";
  /** A text is always given. */
  default?: "none";
  /** Goes with uuids that are made by default. */
  server?: never;
  /** Characters of a varchar. */
  length?: number;
}

/** The options of `@PrimaryKey`. */
export type PrimaryKeyOptions =
  IntegerKeyOptions | UuidKeyOptions | GivenUuidKeyOptions | TextKeyOptions;

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
