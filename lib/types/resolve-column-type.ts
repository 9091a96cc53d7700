import { arrayOf } from "./array";
import { builtinTypes, typeAliases } from "./builtin";
import type { ColumnType } from "./column-type";
import type { TypeOptions } from "./type-options";

export type { TypeOptions } from "./type-options";

/** The names that `@Column({ type })` takes, each also with `[]` behind it. */
export const columnTypeNames: readonly string[] = [...builtinTypes.keys()];

/**
 * The type of a name such as `integer`, `varchar` or `text[]`, or undefined when
 * there is none; PostgreSQL's other names (`int8`, `bool`) count too. Options
 * that the type does not take are for `findTypeOptionProblem` to report.
 */
export function resolveColumnType(
  name: string,
  options: TypeOptions,
): ColumnType | undefined {
  const element = elementName(name);
  if (element === undefined) return findBuiltin(name)?.make(options);
  const type = findBuiltin(element)?.make(options);
  return type && arrayOf(type);
}

/**
 * What is wrong with the options of a type, in a sentence, or undefined when
 * nothing is: `integer takes no length.`
 */
export function findTypeOptionProblem(
  name: string,
  options: TypeOptions,
): string | undefined {
  const known = findBuiltin(elementName(name) ?? name)?.options ?? [];
  const given = (
    ["length", "precision", "scale", "mode", "dimensions"] as const
  ).filter((option) => options[option] !== undefined);
  const foreign = given.find((option) => !known.includes(option));
  return foreign === undefined
    ? findRangeProblem(options)
    : `${name} takes no ${foreign}.`;
}

function findRangeProblem({
  length,
  precision,
  scale,
  dimensions,
}: TypeOptions): string | undefined {
  if (!isWithin(length, 1, 10_485_760))
    return "length is a whole number from 1 to 10485760.";
  if (!isWithin(precision, 1, 1000))
    return "precision is a whole number from 1 to 1000.";
  if (!isWithin(scale, 0, 1000))
    return "scale is a whole number from 0 to 1000.";
  if (!isWithin(dimensions, 1, 16_000))
    return "dimensions is a whole number from 1 to 16000.";
  if (scale === undefined || precision !== undefined) return undefined;
  return "scale needs a precision beside it.";
}

function isWithin(
  value: number | undefined,
  lowest: number,
  highest: number,
): boolean {
  return (
    value === undefined ||
    (Number.isInteger(value) && value >= lowest && value <= highest)
  );
}

function elementName(name: string): string | undefined {
  return name.endsWith("[]") ? name.slice(0, -2) : undefined;
}

function findBuiltin(name: string): ReturnType<typeof builtinTypes.get> {
  return builtinTypes.get(typeAliases.get(name) ?? name);
}
