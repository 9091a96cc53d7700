import type { OrderTerm } from "../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UnknownColumnError,
} from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { findColumn } from "../metadata/find-column";
import { describeValue } from "../types/describe-value";
import { isPlainObject } from "./conditions/values";
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
  const columns = properties.map((property: unknown) =>
    findColumn(definition, property),
  );
  if (columns.length === 0) {
    throw new InvalidArgumentError(`${at} names no column.`, {
      hint: "Leave it out to get whole records.",
    });
  }
  return [...new Set(columns)];
}

/** The terms of an order: `{ population: "desc" }`, or several of them. */
export function parseOrder(
  definition: ModelDefinition,
  orders: readonly unknown[],
  at: string,
): OrderTerm[] {
  return orders.flatMap((order) => {
    if (!isPlainObject(order)) {
      throw new TypeMismatchError(
        at,
        '{ column: "asc" | "desc" }',
        describeValue(order),
      );
    }
    return Object.keys(order).map((property) =>
      parseTerm(definition, property, order[property], `${at}.${property}`),
    );
  });
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

/** A number of rows. */
export function parseCount(value: unknown, at: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0)
    return value;
  const received =
    typeof value === "number" ? String(value) : describeValue(value);
  throw new InvalidArgumentError(
    `${at} takes a whole number from 0 up, not ${received}.`,
  );
}

function parseTerm(
  definition: ModelDefinition,
  property: string,
  order: unknown,
  at: string,
): OrderTerm {
  const column = findColumn(definition, property);
  requireOrder(column);
  const { dir, nulls, ...rest }: Readonly<Record<string, unknown>> =
    isPlainObject(order) ? order : { dir: order };
  const [unknownOption] = Object.keys(rest);
  if (unknownOption !== undefined)
    throw new UnknownColumnError(at, unknownOption, undefined, "option");
  return {
    expression: scopedColumn(rootScope(definition), column),
    direction: oneOf(["asc", "desc"], dir, at),
    nulls:
      nulls === undefined
        ? undefined
        : oneOf(["first", "last"] as const, nulls, `${at}.nulls`),
  };
}

/** What is encrypted has an order that says nothing of its values. */
function requireOrder({ at, type }: ColumnDefinition): void {
  if (type.encryption === undefined) return;
  throw new InvalidArgumentError(
    `${at} is encrypted, and the database cannot sort by its values.`,
    { hint: "Load the records and sort them." },
  );
}

/** Nothing but the listed words reaches SQL. */
function oneOf<Word extends string>(
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
