import {
  InvalidArgumentError,
  TypeMismatchError,
  UndefinedConditionError,
} from "../../errors/query-error";
import { checkText } from "../../types/check-text";
import { describeValue } from "../../types/describe-value";

/** Whether a value is an object literal, as opposed to a date, a record or an array. */
export function isPlainObject(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not by `=== Object.prototype`: a literal may come from another realm.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The names that conditions stand under. A symbol, as other libraries have for operators, would be left out without a word. */
export function namesIn(
  conditions: Readonly<Record<string, unknown>>,
  at: string,
): string[] {
  if (Object.getOwnPropertySymbols(conditions).length === 0)
    return Object.keys(conditions);
  throw new InvalidArgumentError(`${at} has a symbol in place of a name.`, {
    hint: "Write the name as a string: { or: […] }, or { gt: 5 }.",
  });
}

/** The value of a condition, unless it is undefined and would silently widen the result. */
export function requireDefined(value: unknown, at: string): unknown {
  if (value === undefined) throw new UndefinedConditionError(at);
  return value;
}

/** The list an operator takes, without undefined elements. */
export function requireList(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value))
    throw new TypeMismatchError(at, "an array", describeValue(value));
  const list: readonly unknown[] = value;
  // A hole reads as undefined too, and `forEach` would skip it.
  for (let index = 0; index < list.length; index++) {
    if (list[index] === undefined)
      throw new UndefinedConditionError(`${at}[${String(index)}]`);
  }
  return list;
}

/** The text an operator takes. */
export function requireText(value: unknown, at: string): string {
  return checkText(value, at);
}

/** The switch an operator takes. */
export function requireBoolean(value: unknown, at: string): boolean {
  if (typeof value !== "boolean")
    throw new TypeMismatchError(at, "true or false", describeValue(value));
  return value;
}
