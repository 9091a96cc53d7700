import { TypeMismatchError, UnknownColumnError } from "../errors/query-error";
import { describeValue } from "../types/describe-value";
import { suggest } from "../util/suggest";
import type { ColumnDefinition, ModelDefinition } from "./definition";

/**
 * A column by the name of its property, which a program gave.
 * @throws UnknownColumnError when there is none, relations included
 */
export function findColumn(
  { name, columns }: ModelDefinition,
  property: unknown,
): ColumnDefinition {
  if (typeof property !== "string")
    throw new TypeMismatchError(
      name,
      "the name of a column",
      describeValue(property),
    );
  const column = columns[property];
  if (column !== undefined) return column;
  const near = suggest(property, Object.keys(columns));
  throw new UnknownColumnError(name, property, near, "column");
}
