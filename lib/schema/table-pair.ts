import type { TableName } from "./change";
import type { Schema, Table } from "./schema";
import { emptyTable, indexTables, nameOf, tableKey } from "./table";

/** A table as it is and as it is wanted, after every rename. */
export interface TablePair {
  readonly name: TableName;
  readonly from: Table;
  readonly to: Table;
}

/** The tables of two schemas, put side by side. */
export interface TablePairs {
  readonly created: readonly TablePair[];
  readonly dropped: readonly TablePair[];
  readonly kept: readonly TablePair[];
}

/** Pairs tables by name; one that is missing on a side is an empty table there. */
export function pairTables(from: Schema, to: Schema): TablePairs {
  const before = indexTables(from);
  const after = indexTables(to);
  const pair = (table: Table): TablePair => ({
    name: nameOf(table),
    from: before.get(tableKey(table)) ?? emptyTable(table),
    to: after.get(tableKey(table)) ?? emptyTable(table),
  });
  return {
    created: to.tables.filter((t) => !before.has(tableKey(t))).map(pair),
    dropped: from.tables.filter((t) => !after.has(tableKey(t))).map(pair),
    kept: to.tables.filter((t) => before.has(tableKey(t))).map(pair),
  };
}
