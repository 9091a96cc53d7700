import type { BigintMode, ColumnTypeName } from "./column-types";
import type { IndexOptions } from "./index-options";
import type { Refused } from "./refused";
import type { SqlSource } from "./sql-fragment";

/** The options of `@Column`. */
export interface ColumnOptions {
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
  /** A list of texts or a TypeScript enum; kept as text with a check. */
  enum?: readonly string[] | Readonly<Record<string, string>>;
  /** The name of the column; left out, the property in snake_case. */
  name?: string;
  /** A sentence about the column, kept in the database. */
  comment?: string;
  /** A condition that every row must fulfil. */
  check?: SqlSource;
  /** The name of the column before a rename. */
  renamedFrom?: string;
}

type TypeOf<O> = O extends { type: infer N } ? N : undefined;

/** Beside the inferred type of the options of `@Column`: refuses unknown ones and those that the type does not take. */
export type FittingColumnOptions<O> = keyof O extends PlainOption
  ? unknown
  : {
      [K in keyof O]: K extends keyof ColumnOptions
        ? FittingOption<K, O>
        : Refused<`arx: there is no option "${K & string}"`>;
    };

/** Options that go with every type; looked for first, to spare the compiler the rest. */
type PlainOption = Exclude<
  keyof ColumnOptions,
  "length" | "precision" | "scale" | "mode" | "enum"
>;

type FittingOption<K, O> = K extends "length"
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
      : K extends "type"
        ? O extends { enum: unknown }
          ? OptionOf<
              TypeOf<O>,
              "text",
              "arx: an enum is kept as text; leave the type out"
            >
          : unknown
        : unknown;

type OptionOf<
  N,
  Takers extends string | undefined,
  Message extends string,
> = N extends Takers | `${Takers & string}[]` ? unknown : Refused<Message>;
