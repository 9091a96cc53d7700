import {
  allOf,
  always,
  anyOf,
  binary,
  negate,
  never,
  nullTest,
  parameter,
} from "../../ast/build-expression";
import { isEmbeddable } from "../../ast/embeddable";
import type { Embeddable } from "../../ast/embeddable";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import { writeArrayLiteral } from "../../types/array-literal";
import { familyOf } from "./operand";
import type { Operand } from "./operand";
import { embedList, embedValue } from "./subselect";

/** The operand is this value; null means IS NULL. */
export function equals(operand: Operand, given: unknown): Expression {
  const value = normalized(operand, given);
  if (value === null) return nullTest(operand.expression, false);
  requireEquality(operand);
  if (hasSeveralTexts(operand, value)) return isOneOf(operand, [value]);
  return binary("=", operand.expression, encoded(operand, value));
}

/** The operand is anything but this value; a NULL is something else than any value. */
export function differs(operand: Operand, given: unknown): Expression {
  const value = normalized(operand, given);
  if (value === null) return nullTest(operand.expression, true);
  requireEquality(operand);
  if (hasSeveralTexts(operand, value)) return isNoneOf(operand, [value]);
  const operator = operand.nullable ? "is distinct from" : "<>";
  return binary(operator, operand.expression, encoded(operand, value));
}

/** The operand is one of these; a null among them means IS NULL, none at all matches nothing. */
export function isOneOf(
  operand: Operand,
  given: readonly unknown[],
): Expression {
  const list = given.map((value) => normalized(operand, value));
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
  given: readonly unknown[],
): Expression {
  const list = given.map((value) => normalized(operand, value));
  const values = list.filter((value) => value !== null);
  const differsFromAll =
    values.length === 0 ? always : membership(operand, values, true);
  if (values.length < list.length)
    return allOf([differsFromAll, nullTest(operand.expression, true)]);
  return operand.nullable
    ? anyOf([differsFromAll, nullTest(operand.expression, false)])
    : differsFromAll;
}

/** The operand is what SQL gives: one of the values of a query, or the value of a fragment. */
export function equalsSql(operand: Operand, given: Embeddable): Expression {
  requireEquality(operand);
  const value = encoded(operand, given);
  const operator = value.kind === "subquery" ? "in" : "=";
  return binary(operator, operand.expression, value);
}

/** The operand is among the values that SQL gives: `in (select …)`. */
export function isAmong(operand: Operand, values: Embeddable): Expression {
  requireEquality(operand);
  requirePlain(operand);
  const { expression, at } = operand;
  return binary("in", expression, embedList(values, at));
}

/**
 * Exactly the rows that `in` leaves out: a NULL among the values would make
 * SQL's NOT IN unknown for every row.
 */
export function isNotAmong(operand: Operand, values: Embeddable): Expression {
  return negate(isAmong(operand, values));
}

/** The form that the column keeps a value in, which may be none; null itself always asks for IS NULL. */
function normalized({ type, at }: Operand, value: unknown): unknown {
  return value === null || type.normalize === undefined || isEmbeddable(value)
    ? value
    : type.normalize(value, at);
}

/** A value of the operand's type, as a parameter. */
export function encoded(operand: Operand, value: unknown): Expression {
  const { type, at } = operand;
  if (isEmbeddable(value)) {
    requirePlain(operand);
    return embedValue(value, at);
  }
  if (value === null) throw new TypeMismatchError(at, type.valueName, "null");
  return parameter(type.encode(value, at));
}

/** What is encrypted is compared with values that the program encrypts. */
function requirePlain({ type, at }: Operand): void {
  if (type.encryption === undefined) return;
  throw new InvalidArgumentError(
    `${at} is encrypted, and is compared with SQL, which the database cannot encrypt.`,
    { hint: "Give a value." },
  );
}

function membership(
  operand: Operand,
  values: readonly unknown[],
  negated: boolean,
): Expression {
  requireEquality(operand);
  const { expression, type, at } = operand;
  if (values.some(isEmbeddable))
    throw new InvalidArgumentError(
      `${at} is compared with a list, which takes values and no SQL.`,
      { hint: "Write or: [{ … }, { … }], one condition for each." },
    );
  const elements = values.flatMap(
    (value) => type.storedTexts?.(value, at) ?? [type.encode(value, at)],
  );
  return {
    kind: "membership",
    left: expression,
    array: parameter(writeArrayLiteral(elements)),
    negated,
  };
}

/** Whether the column may hold the value in more than one text, as an encrypted one does after a change of keys. */
function hasSeveralTexts({ type, at }: Operand, value: unknown): boolean {
  const texts = isEmbeddable(value) ? undefined : type.storedTexts?.(value, at);
  return texts !== undefined && texts.length > 1;
}

function requireEquality({ type, at }: Operand): void {
  const family = familyOf(type);
  if (family === "encrypted")
    throw new InvalidArgumentError(
      `${at} is encrypted so that the same value is never the same twice, and cannot be compared.`,
      {
        hint: "Declare it with encrypt: { deterministic: true }, or use isNull and isNotNull.",
      },
    );
  if (family !== "opaque") return;
  throw new InvalidArgumentError(
    `${at} is ${type.sqlName}, which PostgreSQL cannot compare.`,
    {
      hint: type.name.startsWith("json")
        ? `Declare the column as ${type.name.replace("json", "jsonb")}, or use isNull and isNotNull.`
        : "Use isNull and isNotNull.",
    },
  );
}
