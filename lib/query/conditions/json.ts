import { binary, parameter } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import { encoded } from "./equality";
import type { Operand } from "./operand";
import { requireText } from "./values";

/** The document holds this one: its keys and elements, at the same places. */
export function containsJson(operand: Operand, value: unknown): Expression {
  if (value === null)
    throw new InvalidArgumentError(
      `${operand.at}: "contains" takes a document, not null.`,
      { hint: "Write jsonNull for the null of JSON, or isNull: true." },
    );
  return binary("@>", operand.expression, encoded(operand, value));
}

/** The document has nothing that this one does not have at the same places. */
export function withinJson(operand: Operand, value: unknown): Expression {
  return binary("<@", operand.expression, encoded(operand, value));
}

/** The document is an object with this key, or an array with this text. */
export function hasKey(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  return binary("?", operand.expression, parameter(requireText(value, at)));
}
