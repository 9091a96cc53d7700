import type { ColumnType } from "../types/column-type";

/** How the values of one column travel as an array. */
export interface UnnestType {
  /** The type of the array parameter. */
  readonly array: string;
  /** The type each element is cast to, when they travel as text. */
  readonly elementCast: string | undefined;
}

/**
 * Types whose values may be elements of an array of their own type. An array
 * of arrays would be flattened by `unnest`, and others gain nothing.
 */
const elementTypes: ReadonlySet<string> = new Set([
  "smallint",
  "integer",
  "bigint",
  "numeric",
  "real",
  "double precision",
  "boolean",
  "text",
  "varchar",
  "uuid",
  "date",
  "time",
  "timestamp",
  "timestamptz",
  "interval",
]);

/**
 * The array type for values of a column. Casts never carry a length: a cast to
 * `varchar(3)` or `char` would cut a longer text without a word, where the
 * insert refuses it.
 */
export function unnestTypeOf({ name }: ColumnType): UnnestType {
  if (elementTypes.has(name))
    return { array: `${name}[]`, elementCast: undefined };
  return {
    array: "text[]",
    elementCast: name.replace(/^char(?=$|\[)/, "bpchar"),
  };
}
