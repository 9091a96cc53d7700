import { parameter } from "../ast/build-expression";
import { embed, isEmbeddable } from "../ast/embeddable";
import type { Expression } from "../ast/expression";
import { InvalidArgumentError } from "../errors/query-error";
import type { ColumnDefinition } from "../metadata/definition";
import type { ChangeSet } from "../record/column-change";

/** A column and what is to be written into it. */
export interface ColumnValue {
  readonly column: ColumnDefinition;
  readonly value: unknown;
}

/** What a change set writes. */
export function valuesOf({ changes }: ChangeSet): ColumnValue[] {
  return changes.map(({ column, after }) => ({ column, value: after }));
}

/**
 * A value as it stands in a statement: a fragment as itself, all else as a parameter.
 * @throws TypeMismatchError when the value is not of the column's type
 */
export function toExpression({ column, value }: ColumnValue): Expression {
  if (isEmbeddable(value)) {
    if (column.type.encryption !== undefined) throw notEncrypted(column);
    return value[embed]();
  }
  return parameter(encodeValue(column, value));
}

/** The text of a value, or null for NULL. */
export function encodeValue(
  { type, at }: ColumnDefinition,
  value: unknown,
): string | null {
  const written =
    type.normalize === undefined ? value : type.normalize(value, at);
  return written === null ? null : type.encode(written, at);
}

/** What the database computes it would keep as it is. */
function notEncrypted({ at }: ColumnDefinition): InvalidArgumentError {
  return new InvalidArgumentError(
    `${at} is encrypted, and is given as SQL, which the database cannot encrypt.`,
    { hint: "Give a value." },
  );
}
