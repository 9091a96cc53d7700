import { binary, parameter } from "../../ast/build-expression";
import type { BinaryOperator, Expression } from "../../ast/expression";
import { TypeMismatchError } from "../../errors/query-error";
import type { Operand } from "./operand";
import { requireBoolean, requireList } from "./values";

/** Has this element. Written as `@>`, which a GIN index serves, where `= any (column)` is not served. */
export function hasElement(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  return comparesElements("@>", operand, [value], at);
}

/** Shares an element with the list (`&&`), has them all (`@>`), or has no others (`<@`). */
export function hasElements(operator: "&&" | "@>" | "<@") {
  return (operand: Operand, value: unknown, at: string): Expression =>
    comparesElements(operator, operand, requireList(value, at), at);
}

/** Has no elements, or some. */
export function isEmptyArray(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  return binary(
    requireBoolean(value, at) ? "=" : "<>",
    operand.expression,
    parameter("{}"),
  );
}

function comparesElements(
  operator: BinaryOperator,
  { expression, type, at: column }: Operand,
  elements: readonly unknown[],
  at: string,
): Expression {
  // PostgreSQL finds no NULL in an array this way; saying so beats matching nothing.
  if (elements.includes(null))
    throw new TypeMismatchError(at, "elements", "null");
  return binary(operator, expression, parameter(type.encode(elements, column)));
}
