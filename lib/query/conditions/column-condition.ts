import type { Expression } from "../../ast/expression";
import { TypeMismatchError } from "../../errors/query-error";
import { describeValue } from "../../types/describe-value";
import { isRange } from "../../types/range-type";
import { isEmbeddable } from "../../ast/embeddable";
import { equals, equalsSql, isOneOf } from "./equality";
import { familyOf } from "./operand";
import type { Operand } from "./operand";
import { operatorCondition } from "./operators";
import { isPlainObject, requireList } from "./values";

/** A condition on a column: a value, a list of values or a query that gives them, or operators. */
export function columnCondition(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  if (typeof value !== "object" || value === null)
    return equals(operand, value);
  if (isPlainObject(value) && !isRange(value))
    return operatorCondition(operand, value, at);
  if (Array.isArray(value)) return listCondition(operand, value, at);
  return isEmbeddable(value)
    ? equalsSql(operand, value)
    : equals(operand, value);
}

/** A list means any of its values, except for an array column, whose value it is. */
function listCondition(
  operand: Operand,
  value: unknown,
  at: string,
): Expression {
  const list = requireList(value, at);
  switch (familyOf(operand.type)) {
    case "array":
      return equals(operand, list);
    case "jsonb":
    case "opaque":
    case "whole":
      // It could be meant as a document or as a list of documents.
      throw new TypeMismatchError(
        at,
        "{ eq: … } or another operator",
        describeValue(value),
      );
    case "plain":
    case "ordered":
    case "range":
    case "text":
    case "deterministic":
    case "encrypted":
      return isOneOf(operand, list);
  }
}
