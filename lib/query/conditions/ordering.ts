import { anyOf, binary, nullTest } from "../../ast/build-expression";
import type { BinaryOperator, Expression } from "../../ast/expression";
import { TypeMismatchError } from "../../errors/query-error";
import { describeValue } from "../../types/describe-value";
import { encoded } from "./equality";
import type { Operand } from "./operand";
import { requireList } from "./values";

/** Compares by order; NULL has none and never matches. */
export function compares(operator: BinaryOperator) {
  return (operand: Operand, value: unknown): Expression =>
    binary(operator, operand.expression, encoded(operand, value));
}

/** Lies between two values, both included. */
export function isBetween(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  return between(operand, value, at, false);
}

/** Exactly the rows that `between` leaves out, NULL included. */
export function isNotBetween(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  const outside = between(operand, value, at, true);
  return operand.nullable
    ? anyOf([outside, nullTest(operand.expression, false)])
    : outside;
}

function between(
  operand: Operand,
  value: unknown,
  at: string,
  negated: boolean,
): Expression {
  const ends = requireList(value, at);
  if (ends.length !== 2) {
    throw new TypeMismatchError(
      at,
      "two values, [low, high]",
      describeValue(value),
    );
  }
  return {
    kind: "between",
    operand: operand.expression,
    low: encoded(operand, ends[0]),
    high: encoded(operand, ends[1]),
    negated,
  };
}
