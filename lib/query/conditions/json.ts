import type { Expression } from "../../ast/expression";
import { binary, parameter } from "../expressions";
import { encoded } from "./equality";
import type { Operand } from "./operand";
import { requireText } from "./values";

/** The document holds this one: its keys and elements, at the same places. */
export function containsJson(operand: Operand, value: unknown): Expression {
  return binary("@>", operand.expression, encoded(operand, value));
}

/** The document is an object with this key, or an array with this text. */
export function hasKey(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  return binary("?", operand.expression, parameter(requireText(value, at)));
}
