import type { DriverRow } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import { changeSetOf } from "./change-set";
import type { ChangeSet } from "./column-change";
import { readOwn, restoreColumn } from "./own-value";
import { stateOf } from "./record-state";
import type { RecordState, RecordStatus } from "./record-state";

/** A record as it stood before a write. */
export interface CapturedState {
  readonly status: RecordStatus;
  readonly columns: readonly ColumnDefinition[];
  readonly row: DriverRow | undefined;
  readonly relations: ReadonlyMap<string, unknown> | undefined;
  readonly previousChanges: ChangeSet | undefined;
  /** What the columns held; undefined where one was not set. */
  readonly values: ReadonlyMap<ColumnDefinition, unknown>;
}

/** What columns held before they were set; undefined where they were not set. */
export type FormerValues = ReadonlyMap<ColumnDefinition, unknown>;

const nothing: FormerValues = new Map();

/**
 * Remembers a record before a write that a rollback may undo.
 * @param former what columns held that were set for the write already
 */
export function captureState(
  record: object,
  former: FormerValues = nothing,
): CapturedState {
  const { definition, status, columns, row, relations, previousChanges } =
    stateOf(record);
  const values = definition.columnList.map(
    (column) => [column, readOwn(record, column.property)] as const,
  );
  return {
    status,
    columns,
    row,
    relations: relations && new Map(relations),
    previousChanges,
    values: new Map([...values, ...former]),
  };
}

/**
 * Brings a record back after a rollback: a row that was never committed is
 * forgotten with the key and defaults it gave, and what was to be saved is a
 * change again. Values assigned since the write are kept. Several writes are
 * undone in reverse order.
 */
export function restoreState(record: object, captured: CapturedState): void {
  const state = stateOf(record);
  if (state.row !== captured.row) restoreValues(record, state, captured);
  state.status = captured.status;
  state.columns = captured.columns;
  state.row = captured.row;
  state.relations = captured.relations && new Map(captured.relations);
  state.previousChanges = captured.previousChanges;
}

function restoreValues(
  record: object,
  state: RecordState,
  { values }: CapturedState,
): void {
  const assigned = new Set(
    changeSetOf(record).changes.map(({ column }) => column),
  );
  for (const column of state.definition.columnList) {
    if (assigned.has(column)) continue;
    restoreColumn(record, column, values.get(column));
  }
}
