import {
  allOf,
  binary,
  callOf,
  castParameter,
  negate,
  parameter,
} from "../../ast/build-expression";
import type { BinaryOperator, Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import { writeArrayLiteral } from "../../types/array-literal";
import { checkText } from "../../types/check-text";
import { describeValue } from "../../types/describe-value";
import { jsonbType } from "../../types/json";
import { encoded } from "./equality";
import type { Operand } from "./operand";
import { requireList } from "./values";

/** A place inside a json document, which may not be there in a row. */
export interface Place extends Operand {
  /** What is there as text; a text without its quotation marks. */
  readonly text: Expression;
}

/** The place that a path of keys and indexes leads to. The path is one parameter, so no key is ever part of the SQL. */
export function placeAt(
  { expression, at }: Operand,
  path: unknown,
  pathAt: string,
): Place {
  const steps = writeArrayLiteral(parsePath(path, pathAt));
  const follow = (operator: BinaryOperator): Expression =>
    binary(operator, expression, castParameter(steps, "text[]"));
  return {
    expression: follow("#>"),
    text: follow("#>>"),
    type: jsonbType,
    nullable: true,
    at,
  };
}

/**
 * Compares what is at a place by order: a number with numbers, a text with
 * texts. PostgreSQL would order any two documents, and have `true` above every
 * number.
 */
export function comparesAtPlace(operator: BinaryOperator) {
  return (place: Place, value: unknown, at: string): Expression =>
    allOf([
      isOfKind(place, kindOf(value, at)),
      binary(operator, place.expression, encoded(place, value)),
    ]);
}

/** Lies between two numbers or two texts, both included. */
export function isBetweenAtPlace(
  place: Place,
  value: unknown,
  at: string,
): Expression {
  const [low, high, ...others] = requireList(value, at);
  if (high === undefined || others.length > 0)
    throw new TypeMismatchError(
      at,
      "two values, [low, high]",
      describeValue(value),
    );
  const kind = kindOf(low, at);
  if (kind !== kindOf(high, at))
    throw new TypeMismatchError(
      at,
      "two numbers or two strings",
      "one of each",
    );
  return allOf([
    isOfKind(place, kind),
    {
      kind: "between",
      operand: place.expression,
      low: encoded(place, low),
      high: encoded(place, high),
      negated: false,
    },
  ]);
}

/** Exactly the rows that `between` leaves out. */
export function isNotBetweenAtPlace(
  place: Place,
  value: unknown,
  at: string,
): Expression {
  return negate(isBetweenAtPlace(place, value, at));
}

/** An operator of texts, of what is a text: a number or a document has none. */
export function asksText(
  operator: (operand: Operand, value: unknown, at: string) => Expression,
) {
  return (place: Place, value: unknown, at: string): Expression =>
    allOf([
      isOfKind(place, "string"),
      operator({ ...place, expression: place.text }, value, at),
    ]);
}

function parsePath(path: unknown, at: string): string[] {
  const steps = requireList(path, at);
  if (steps.length === 0)
    throw new InvalidArgumentError(`${at} has no key.`, {
      hint: 'Write the keys from the outside in, ["address", "city"], or leave path out to ask of the whole document.',
    });
  return steps.map((step, index) =>
    typeof step === "number" && Number.isSafeInteger(step)
      ? String(step)
      : checkText(step, `${at}[${String(index)}]`, "a key or an index"),
  );
}

function kindOf(value: unknown, at: string): "number" | "string" {
  if (typeof value === "number" || typeof value === "string")
    return typeof value as "number" | "string";
  throw new TypeMismatchError(at, "a number or a string", describeValue(value));
}

function isOfKind({ expression }: Place, kind: string): Expression {
  return binary("=", callOf("jsonb_typeof", [expression]), parameter(kind));
}
