import type { ColumnDefinition, IndexDefinition } from "../definition";
import { indexName } from "../naming";

/** A btree index of columns without any option. */
export function buildPlainIndex(
  table: string,
  columns: readonly ColumnDefinition[],
): IndexDefinition {
  const names = columns.map(({ name }) => name);
  return {
    name: indexName(table, names),
    keys: columns.map((column) => ({
      column,
      expression: undefined,
      operatorClass: undefined,
      direction: "asc",
      nulls: undefined,
    })),
    unique: false,
    method: "btree",
    where: undefined,
    include: [],
    nullsNotDistinct: false,
    with: {},
    concurrently: false,
  };
}
