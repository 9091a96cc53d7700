import {
  allOf,
  always,
  anyOf,
  binary,
  never,
  nullTest,
  parameter,
} from "../../ast/build-expression";
import { embed, isEmbeddable } from "../../ast/embeddable";
import type { Embeddable } from "../../ast/embeddable";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import { writeArrayLiteral } from "../../types/array-literal";
import { familyOf } from "./operand";
import type { Operand } from "./operand";

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

/** The form that the column keeps a value in, which may be none; null itself always asks for IS NULL. */
function normalized({ type, at }: Operand, value: unknown): unknown {
  return value === null || type.normalize === undefined || isEmbeddable(value)
    ? value
    : type.normalize(value, at);
}

/** A value of the operand's type, as a parameter. */
export function encoded({ type, at }: Operand, value: unknown): Expression {
  if (isEmbeddable(value)) return embedded(value, type, at);
  if (value === null) throw new TypeMismatchError(at, type.valueName, "null");
  return parameter(type.encode(value, at));
}

/** SQL in place of a value: a fragment. */
function embedded(
  value: Embeddable,
  { encryption }: Operand["type"],
  at: string,
): Expression {
  if (encryption === undefined) return value[embed]();
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
