import { binary, callOf, parameter } from "../../ast/build-expression";
import type { BinaryOperator, Expression } from "../../ast/expression";
import type { Operand } from "./operand";
import { requireText } from "./values";

/** Matches a pattern as it is written: what `%` and `_`, or the signs of a regular expression, mean in SQL. */
export function matchesPattern(operator: BinaryOperator) {
  return (operand: Operand, value: unknown, at: string): Expression =>
    binary(operator, operand.expression, parameter(requireText(value, at)));
}

/** Holds a text anywhere, at the start or at the end; every character of it stands for itself. */
export function matchesText(
  operator: BinaryOperator,
  before: "%" | "",
  after: "%" | "",
) {
  return (operand: Operand, value: unknown, at: string): Expression => {
    const pattern = before + escapePattern(requireText(value, at)) + after;
    return binary(operator, operand.expression, parameter(pattern));
  };
}

/** Is the text without regard to case. Written with `lower`, which an index on it serves. */
export function equalsAnyCase(
  { expression }: Operand,
  value: unknown,
  at: string,
): Expression {
  return binary(
    "=",
    callOf("lower", [expression]),
    callOf("lower", [parameter(requireText(value, at))]),
  );
}

function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
