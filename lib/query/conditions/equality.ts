import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import { writeArrayLiteral } from "../../types/array-literal";
import {
  allOf,
  always,
  anyOf,
  binary,
  never,
  nullTest,
  parameter,
} from "../expressions";
import { familyOf } from "./operand";
import type { Operand } from "./operand";

/** The operand is this value; null means IS NULL. */
export function equals(operand: Operand, value: unknown): Expression {
  if (value === null) return nullTest(operand.expression, false);
  requireEquality(operand);
  return binary("=", operand.expression, encoded(operand, value));
}

/** The operand is anything but this value; a NULL is something else than any value. */
export function differs(operand: Operand, value: unknown): Expression {
  if (value === null) return nullTest(operand.expression, true);
  requireEquality(operand);
  const operator = operand.nullable ? "is distinct from" : "<>";
  return binary(operator, operand.expression, encoded(operand, value));
}

/** The operand is one of these; a null among them means IS NULL, none at all matches nothing. */
export function isOneOf(
  operand: Operand,
  list: readonly unknown[],
): Expression {
  const values = list.filter((value) => value !== null);
  const matches =
    values.length === 0 ? never : membership(operand, values, false);
  return values.length === list.length
    ? matches
    : anyOf([matches, nullTest(operand.expression, false)]);
}

/**
 * The operand is none of these: exactly the rows that `in` leaves out. A NULL
 * never reaches SQL's NOT IN, which would match nothing.
 */
export function isNoneOf(
  operand: Operand,
  list: readonly unknown[],
): Expression {
  const values = list.filter((value) => value !== null);
  const differsFromAll =
    values.length === 0 ? always : membership(operand, values, true);
  if (values.length < list.length)
    return allOf([differsFromAll, nullTest(operand.expression, true)]);
  return operand.nullable
    ? anyOf([differsFromAll, nullTest(operand.expression, false)])
    : differsFromAll;
}

/** A value of the operand's type, as a parameter. */
export function encoded({ type, at }: Operand, value: unknown): Expression {
  if (value === null) throw new TypeMismatchError(at, type.valueName, "null");
  return parameter(type.encode(value, at));
}

function membership(
  operand: Operand,
  values: readonly unknown[],
  negated: boolean,
): Expression {
  requireEquality(operand);
  const { expression, type, at } = operand;
  const elements = values.map((value) => type.encode(value, at));
  return {
    kind: "membership",
    left: expression,
    array: parameter(writeArrayLiteral(elements)),
    negated,
  };
}

function requireEquality({ type, at }: Operand): void {
  if (familyOf(type) !== "opaque") return;
  throw new InvalidArgumentError(
    `${at} is ${type.sqlName}, which PostgreSQL cannot compare.`,
    {
      hint: type.name.startsWith("json")
        ? `Declare the column as ${type.name.replace("json", "jsonb")}, or use isNull and isNotNull.`
        : "Use isNull and isNotNull.",
    },
  );
}
