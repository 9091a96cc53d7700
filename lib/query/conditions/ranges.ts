import { binary, castParameter, parameter } from "../../ast/build-expression";
import type { BinaryOperator, Expression } from "../../ast/expression";
import { isRange, isRangeType } from "../../types/range-type";
import { encoded } from "./equality";
import type { Operand } from "./operand";
import { requireBoolean } from "./values";

/** Compares two ranges: `<@` lies within the other, `&&` shares a value with it. */
export function comparesRange(operator: BinaryOperator) {
  return (operand: Operand, value: unknown): Expression =>
    binary(operator, operand.expression, encoded(operand, value));
}

/** Holds a value, or all of another range. */
export function containsInRange(operand: Operand, value: unknown): Expression {
  const { type, expression, at } = operand;
  if (value === null || isRange(value) || !isRangeType(type))
    return binary("@>", expression, encoded(operand, value));
  // PostgreSQL would take a parameter without a type for a range.
  const { element } = type;
  const text = element.encode(value, at);
  return binary("@>", expression, castParameter(text, element.sqlName));
}

/** Holds nothing, or something. */
export function isEmptyRange(
  { expression }: Operand,
  value: unknown,
  at: string,
): Expression {
  const operator = requireBoolean(value, at) ? "=" : "<>";
  return binary(operator, expression, parameter("empty"));
}
