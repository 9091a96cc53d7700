import type { TableName } from "./change";
import { findUnfilled, hideIgnored } from "./hide-ignored";
import { findFreedColumns, findRemadeColumns } from "./remade-columns";
import type { Column, Schema, Table } from "./schema";
import { emptyTable, indexTables, nameOf, tableKey } from "./table";

/** A table as it is and as it is wanted, after every rename. */
export interface TablePair {
  readonly name: TableName;
  readonly from: Table;
  readonly to: Table;
  /** Whether a part of the table as it is must go, because it holds a type that is made anew. */
  readonly isStale: (part: object) => boolean;
  /** Columns that are dropped and added under the same name. */
  readonly remade: ReadonlySet<string>;
  /** Columns that lose the constraints and indexes on them, which come back afterwards. */
  readonly uprooted: ReadonlySet<string>;
  /** Columns that the wanted table leaves alone although every row must have a value. */
  readonly unfilled: readonly Column[];
}

/** The tables of two schemas, put side by side. */
export interface TablePairs {
  readonly created: readonly TablePair[];
  readonly dropped: readonly TablePair[];
  readonly kept: readonly TablePair[];
}

/**
 * Pairs tables by name; one that is missing on a side is an empty table there.
 *
 * @param stale the parts and generated columns of `from` that must be made anew although they stay the same
 */
export function pairTables(
  from: Schema,
  to: Schema,
  stale: ReadonlySet<object> = new Set(),
): TablePairs {
  const before = indexTables(from);
  const after = indexTables(to);
  const pair = (table: Table): TablePair => {
    const wanted = after.get(tableKey(table)) ?? emptyTable(table);
    const existing = before.get(tableKey(table)) ?? emptyTable(table);
    const seen = hideIgnored(existing, wanted);
    const remade = findRemadeColumns(seen, wanted, stale);
    return {
      name: nameOf(table),
      from: seen,
      to: wanted,
      isStale: (part) => stale.has(part),
      remade,
      // What stops being computed keeps its values, but the way back makes the column anew.
      uprooted: new Set([...remade, ...findFreedColumns(seen, wanted)]),
      unfilled: findUnfilled(existing, wanted),
    };
  };
  return {
    created: to.tables.filter((t) => !before.has(tableKey(t))).map(pair),
    dropped: from.tables.filter((t) => !after.has(tableKey(t))).map(pair),
    kept: to.tables.filter((t) => before.has(tableKey(t))).map(pair),
  };
}
