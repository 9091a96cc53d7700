import type { BigintMode, ColumnTypeName } from "./column-types";
import type { EncryptOptions, FittingEncryption } from "./encrypt-options";
import type { IndexOptions } from "./index-options";
import type { Refused } from "./refused";
import type { SqlSource } from "./sql-fragment";
import type { ValueOptions } from "./value-options";

/** The options of `@Column`. */
export interface ColumnOptions extends ValueOptions {
  /** PostgreSQL's name of the type; left out, it is inferred from the field. */
  type?: ColumnTypeName;
  /** Not null unless this is true. */
  nullable?: boolean;
  /** Whether no two rows may have the same value; kept by a constraint. */
  unique?: boolean;
  /** True, the name of the index, or its options. */
  indexed?: boolean | string | IndexOptions;
  /** A value of the field's type, or an SQL expression. */
  default?: unknown;
  /** Characters of a varchar or char. */
  length?: number;
  /** Digits of a numeric. */
  precision?: number;
  /** Digits of a numeric after the point. */
  scale?: number;
  /** What a bigint, or an end of an int8range, is in JavaScript; a number that is not safe raises an error. */
  mode?: BigintMode;
  /** How many numbers a vector or halfvec has. */
  dimensions?: number;
  /** A list of texts or a TypeScript enum; kept as text with a check. Of an enum of numbers, the names are kept. */
  enum?: readonly string[] | Readonly<Record<string, string | number>>;
  /** Whether the enum has a type of its own in the database, `<table>_<column>` unless named here. */
  native?: boolean | string;
  /** What the database holds for an enum of numbers: the name of each, unless this is `"number"`. */
  store?: "name" | "number";
  /** The name of the column; left out, the property in snake_case. */
  name?: string;
  /** Whether the column holds a list of its type: `array: true` beside `type: "text"` is `type: "text[]"`. */
  array?: boolean;
  /** The rules by which texts are sorted and compared, by their name in PostgreSQL: `C`, `de-x-icu`. */
  collate?: string;
  /** The expression over other columns by which the database computes this one; nobody writes it. */
  generatedAs?: SqlSource;
  /** Whether a generated column is computed when it is read, and not kept; PostgreSQL 18 or newer. */
  virtual?: boolean;
  /** A sentence about the column, kept in the database. */
  comment?: string;
  /** A condition that every row must fulfil. */
  check?: SqlSource;
  /** The name of the column before a rename. */
  renamedFrom?: string;
  /** Whether its values are kept encrypted, and how: docs/secrets.md. */
  encrypt?: boolean | EncryptOptions;
}

/** The type that the options name, as a list where `array` says so. */
export type TypeOf<O> = O extends { type: infer N extends string }
  ? O extends { array: true }
    ? N extends `${string}[]`
      ? N
      : `${N}[]`
    : N
  : undefined;

/** Beside the inferred type of the options of `@Column`: refuses unknown ones and those that the type does not take. */
export type FittingColumnOptions<O> = keyof O extends PlainOption
  ? unknown
  : keyof O extends EnumOption
    ? unknown
    : {
        [K in keyof O]: K extends keyof ColumnOptions
          ? K extends "encrypt"
            ? FittingEncryption<O>
            : FittingOption<K, O>
          : Refused<`arx: there is no option "${K & string}"`>;
      };

/** Options that go with an enum: it has no type beside it. */
type EnumOption = "enum" | Exclude<PlainOption, "type">;

/** Options that go with every type; looked for first, to spare the compiler the rest. */
type PlainOption = Exclude<
  keyof ColumnOptions,
  | "length"
  | "precision"
  | "scale"
  | "mode"
  | "dimensions"
  | "enum"
  | "native"
  | "store"
  | "collate"
  | "generatedAs"
  | "virtual"
  | "coerce"
  | "encrypt"
>;

type FittingOption<K, O> = O extends { enum: unknown }
  ? K extends EnumForeign
    ? Refused<`arx: ${K} does not go with an enum`>
    : FittingTypeOption<K, O>
  : FittingTypeOption<K, O>;

/** Options that say something about the type of a column, which an enum brings. */
type EnumForeign =
  "length" | "precision" | "scale" | "mode" | "dimensions" | "coerce";

type FittingTypeOption<K, O> = K extends "length"
  ? OptionOf<
      TypeOf<O>,
      undefined | "varchar" | "char",
      "arx: length goes with varchar and char"
    >
  : K extends "precision" | "scale"
    ? OptionOf<TypeOf<O>, "numeric", `arx: ${K} goes with type: 'numeric'`>
    : K extends "mode"
      ? OptionOf<
          TypeOf<O>,
          undefined | "bigint" | "int8range",
          "arx: mode goes with bigint and int8range"
        >
      : K extends "dimensions"
        ? OptionOf<
            TypeOf<O>,
            "vector" | "halfvec",
            "arx: dimensions goes with type: 'vector' or 'halfvec'"
          >
        : K extends "type"
          ? O extends { enum: unknown }
            ? OptionOf<
                TypeOf<O>,
                "text",
                "arx: an enum is kept as text; leave the type out"
              >
            : unknown
          : FittingExpression<K, O>;

type FittingEnum<K, O> = O extends { enum: infer E }
  ? K extends "store"
    ? FittingStore<E, O>
    : unknown
  : Refused<`arx: ${K & string} goes with enum`>;

type FittingStore<E, O> = E extends readonly unknown[]
  ? Refused<"arx: store goes with an enum of numbers">
  : E[keyof E] extends number
    ? O extends { store: "number"; native: true | string }
      ? Refused<"arx: a type of the database lists names; leave native or store out">
      : unknown
    : Refused<"arx: store goes with an enum of numbers">;

type FittingExpression<K, O> = K extends "native" | "store"
  ? FittingEnum<K, O>
  : K extends "collate"
    ? OptionOf<
        TypeOf<O>,
        undefined | "text" | "varchar" | "char" | "citext",
        "arx: collate goes with texts"
      >
    : K extends "virtual"
      ? O extends { generatedAs: unknown }
        ? unknown
        : Refused<"arx: virtual goes with generatedAs">
      : K extends "generatedAs"
        ? O extends { default: unknown }
          ? Refused<"arx: a generated column has no default">
          : unknown
        : K extends "coerce"
          ? FittingCoercion<O>
          : unknown;

type FittingCoercion<O> = O extends { coerce: false }
  ? unknown
  : O extends { transform: unknown }
    ? Refused<"arx: nothing is known of what a transform takes; leave coerce out">
    : OptionOf<
        TypeOf<O>,
        CoercibleType | undefined,
        "arx: coerce goes with numbers, booleans, times and texts"
      >;

type CoercibleType =
  | "smallint"
  | "integer"
  | "bigint"
  | "real"
  | "double precision"
  | "numeric"
  | "boolean"
  | "timestamp"
  | "timestamptz"
  | "text"
  | "varchar"
  | "char"
  | "citext";

type OptionOf<
  N,
  Takers extends string | undefined,
  Message extends string,
> = N extends Takers | `${Takers & string}[]` ? unknown : Refused<Message>;
