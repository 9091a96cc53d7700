import type { Expression } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import { parseCount } from "../clauses";
import { operatorCondition } from "../conditions/operators";
import {
  isPlainObject,
  requireDefined,
  requireList,
} from "../conditions/values";
import { readOptions } from "../read-options";
import { countType } from "./result-type";

/** A condition on a number of rows; whether there is any is found out without counting. */
export type CountCondition =
  | { readonly kind: "any" | "none" }
  | {
      readonly kind: "counted";
      readonly isMet: (count: Expression) => Expression;
    };

const operatorNames = [
  "eq",
  "ne",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
] as const;

/** What asks no more of a number, which is never less than 0, than whether it is one. */
const shortcuts: ReadonlyMap<string, "any" | "none"> = new Map([
  ["gte 1", "any"],
  ["gt 0", "any"],
  ["ne 0", "any"],
  ["eq 0", "none"],
  ["lt 1", "none"],
  ["lte 0", "none"],
]);

/**
 * A number, or operators with numbers: `{ gte: 3 }`.
 * @throws InvalidArgumentError for what is no whole number from 0 up
 */
export function parseCountCondition(
  given: unknown,
  at: string,
): CountCondition {
  const operators = readOperators(requireDefined(given, at), at);
  const [first, ...others] = Object.entries(operators);
  const kind = shortcuts.get((first ?? []).map(String).join(" "));
  if (kind !== undefined && others.length === 0) return { kind };
  return {
    kind: "counted",
    isMet: (expression) => {
      const operand = { expression, type: countType, nullable: false, at };
      return operatorCondition(operand, operators, at);
    },
  };
}

function readOperators(
  given: unknown,
  at: string,
): Readonly<Record<string, unknown>> {
  if (!isPlainObject(given)) return { eq: parseCount(given, at) };
  const operators = Object.entries(readOptions(given, operatorNames, at));
  if (operators.length === 0)
    throw new InvalidArgumentError(`${at} says nothing of the number.`, {
      hint: `Write a number, or an operator: ${operatorNames.join(", ")}.`,
    });
  for (const [name, value] of operators)
    requireNumbers(name, value, `${at}.${name}`);
  return given;
}

/** Of `between` there are two, which the operator itself counts. */
function requireNumbers(name: string, value: unknown, at: string): void {
  const defined = requireDefined(value, at);
  const numbers = name === "between" ? requireList(defined, at) : [defined];
  for (const number of numbers) parseCount(number, at);
}
