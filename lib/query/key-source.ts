import {
  allOf,
  binary,
  castParameter,
  columnOf,
} from "../ast/build-expression";
import type { Expression, UnnestSource } from "../ast/expression";
import type { ColumnDefinition } from "../metadata/definition";
import { writeArrayLiteral } from "../types/array-literal";
import type { ColumnType } from "../types/column-type";

/** An alias that no table of a model has. */
export const keysAlias = "arx_keys";

/**
 * Keys of several columns as rows, one array parameter for each column: however
 * many keys there are, the statement is the same.
 * @param lists the texts of the keys, column by column
 */
export function keySource(
  columns: readonly ColumnDefinition[],
  lists: readonly (readonly string[])[],
): UnnestSource {
  return {
    kind: "unnest",
    alias: keysAlias,
    columns: columns.map((_, index) => keyName(index)),
    arrays: columns.map(({ type }, index) =>
      castParameter(writeArrayLiteral(lists[index] ?? []), arrayCast(type)),
    ),
  };
}

/** These columns hold the key of a row of the source. */
export function matchesKeySource(columns: readonly Expression[]): Expression {
  return allOf(
    columns.map((column, index) =>
      binary("=", column, columnOf(keysAlias, keyName(index))),
    ),
  );
}

/** What a part of the key is called in the source. */
export function keyName(index: number): string {
  return `key${String(index + 1)}`;
}

/** Without a length, which a cast would cut the key to; `char` without a length would be `char(1)`. */
function arrayCast({ name }: ColumnType): string {
  return name === "char" ? "bpchar[]" : `${name}[]`;
}
