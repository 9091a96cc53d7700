import type { DriverRow } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import { changeSetOf } from "./change-set";
import type { ChangeSet } from "./column-change";
import { readOwn, writeColumn } from "./own-value";
import { stateOf } from "./record-state";
import type { RecordState } from "./record-state";

/**
 * After an insert or update: the row that came back becomes the snapshot, its
 * values become the record's, and `written` its previous changes. A value
 * that was assigned while the statement was under way is kept, as a change.
 */
export function markPersisted(
  record: object,
  columns: readonly ColumnDefinition[],
  row: DriverRow,
  written: ChangeSet,
): void {
  const state = stateOf(record);
  const kept = findAssignedSince(record, written);
  for (const [index, column] of columns.entries()) {
    if (!kept.has(column)) assign(record, column, row[index] ?? null);
  }
  mergeSnapshot(state, columns, row);
  state.status = "persisted";
  state.previousChanges = written;
}

/** After a reload: the row is the snapshot, its values replace the record's, and loaded relations are forgotten. */
export function markReloaded(
  record: object,
  columns: readonly ColumnDefinition[],
  row: DriverRow,
): void {
  const state = stateOf(record);
  for (const [index, column] of columns.entries())
    assign(record, column, row[index] ?? null);
  mergeSnapshot(state, columns, row);
  state.status = "persisted";
  state.previousChanges = undefined;
  state.relations = undefined;
  state.pending = undefined;
}

/** After a delete; the values stay, so that a program can still tell what was there. */
export function markDestroyed(record: object): void {
  stateOf(record).status = "destroyed";
}

function assign(
  record: object,
  column: ColumnDefinition,
  cell: string | null,
): void {
  const value = cell === null ? null : column.type.decode(cell, column.at);
  writeColumn(record, column, value);
}

/** The columns that hold another value than when the change set was made. */
function findAssignedSince(
  record: object,
  written: ChangeSet,
): ReadonlySet<ColumnDefinition> {
  const before = new Map(
    written.changes.map(({ column, after }) => [column, after]),
  );
  const now = changeSetOf(record).changes.map(({ column }) => column);
  const isAssigned = (column: ColumnDefinition): boolean =>
    !before.has(column) ||
    readOwn(record, column.property) !== before.get(column);
  return new Set([...now, ...before.keys()].filter(isAssigned));
}

/** Cells of columns that this row does not have are still what was last known. */
function mergeSnapshot(
  state: RecordState,
  columns: readonly ColumnDefinition[],
  row: DriverRow,
): void {
  const { columns: knownColumns, row: knownRow = [] } = state;
  const others = knownColumns.filter((column) => !columns.includes(column));
  if (others.length === 0) {
    state.columns = columns;
    state.row = row;
    return;
  }
  const cells = others.map(
    (column) => knownRow[knownColumns.indexOf(column)] ?? null,
  );
  state.columns = [...columns, ...others];
  state.row = [...row, ...cells];
}
