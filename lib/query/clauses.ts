import { parameter } from "../ast/build-expression";
import type { OrderTerm, ParameterExpression } from "../ast/expression";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { findColumn } from "../metadata/find-column";
import { describeValue } from "../types/describe-value";
import { rootScope, scopedColumn } from "./scope";

/** The columns of a select or pluck, each once. */
export function parseColumns(
  definition: ModelDefinition,
  properties: unknown,
  at: string,
): ColumnDefinition[] {
  if (!Array.isArray(properties))
    throw new TypeMismatchError(
      at,
      "names of columns",
      describeValue(properties),
    );
  const columns = properties.map((property: unknown) => {
    refuseRelation(definition, property, at);
    return findColumn(definition, property);
  });
  if (columns.length === 0) {
    throw new InvalidArgumentError(`${at} names no column.`, {
      hint: "Leave it out to get whole records.",
    });
  }
  return [...new Set(columns)];
}

function refuseRelation(
  { name, relations }: ModelDefinition,
  property: unknown,
  at: string,
): void {
  if (typeof property !== "string" || !Object.hasOwn(relations, property))
    return;
  throw new InvalidArgumentError(
    `${at} takes columns, and ${name}.${property} is a relation.`,
    { hint: `Load it beside them: with({ ${property}: true }).` },
  );
}

/** The primary key as an order, for where SQL would leave the order to chance. */
export function orderByKey(definition: ModelDefinition): OrderTerm[] {
  const scope = rootScope(definition);
  return definition.primaryKey.map((column) => ({
    expression: scopedColumn(scope, column),
    direction: "asc",
    nulls: undefined,
  }));
}

/** An order from its end. NULLs change ends by themselves where nothing is said of them. */
export function reverseOrder(terms: readonly OrderTerm[]): OrderTerm[] {
  return terms.map(({ expression, direction, nulls }) => ({
    expression,
    direction: direction === "asc" ? "desc" : "asc",
    nulls: nulls && (nulls === "first" ? "last" : "first"),
  }));
}

/**
 * A number of rows.
 * @param hint what to do about a value that is none
 */
export function parseCount(
  value: unknown,
  at: string,
  least = 0,
  hint?: string,
): number {
  if (
    typeof value === "number" &&
    Number.isSafeInteger(value) &&
    value >= least
  )
    return value;
  const received =
    typeof value === "number" ? String(value) : describeValue(value);
  throw new InvalidArgumentError(
    `${at} takes a whole number from ${String(least)} up, not ${received}.`,
    hint === undefined ? {} : { hint },
  );
}

/** A number of rows as a part of a statement. */
export function countOf(
  count: number | undefined,
): ParameterExpression | undefined {
  return count === undefined ? undefined : parameter(String(count));
}

/** One of some words: nothing else reaches SQL. */
export function oneOf<Word extends string>(
  words: readonly Word[],
  value: unknown,
  at: string,
): Word {
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  const received =
    typeof value === "string" ? "another string" : describeValue(value);
  throw new InvalidArgumentError(
    `${at} takes ${words.map((each) => `"${each}"`).join(" or ")}, not ${received}.`,
  );
}
