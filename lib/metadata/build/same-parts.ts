import { isDeepStrictEqual } from "node:util";
import type { ColumnDefinition } from "../definition";

/** What makes two declarations one column of a table. */
function factsOf({ type, default: value, ...column }: ColumnDefinition) {
  const { name, isPrimaryKey, role, enumValues, comment, renamedFrom } = column;
  const { collate, generated, trigger } = column;
  return {
    name,
    type: [type.sqlName, type.valueName],
    default: value,
    isPrimaryKey,
    role,
    enumValues,
    comment,
    renamedFrom,
    collate,
    generated,
    trigger,
  };
}

/**
 * Whether two declarations make the same column.
 * @param nullability whether both must take NULL or neither
 */
export function isSameColumn(
  one: ColumnDefinition,
  other: ColumnDefinition,
  nullability: "nullable too" | "nullable or not",
): boolean {
  if (one === other) return true;
  return (
    (nullability === "nullable or not" || one.nullable === other.nullable) &&
    isDeepStrictEqual(factsOf(one), factsOf(other))
  );
}
