import { embed, isEmbeddable } from "../ast/embeddable";
import type { Expression } from "../ast/expression";
import type { ColumnDefinition } from "../metadata/definition";

/** A column and what is to be written into it. */
export interface ColumnValue {
  readonly column: ColumnDefinition;
  readonly value: unknown;
}

/**
 * A value as it stands in a statement: a fragment as itself, all else as a parameter.
 * @throws TypeMismatchError when the value is not of the column's type
 */
export function toExpression({ column, value }: ColumnValue): Expression {
  if (isEmbeddable(value)) return value[embed]();
  return {
    kind: "parameter",
    value: encodeValue(column, value),
    cast: undefined,
  };
}

/** The text of a value, or null for NULL. */
export function encodeValue(
  { type, at }: ColumnDefinition,
  value: unknown,
): string | null {
  return value === null ? null : type.encode(value, at);
}
