import { isEmbeddable } from "../ast/embeddable";
import type { ColumnDefinition } from "../metadata/definition";
import type { ChangeSet, ColumnChange } from "./column-change";
import { readOwn } from "./own-value";
import { stateOf } from "./record-state";
import type { RecordState } from "./record-state";

/**
 * What a record holds that the database does not. Of a new record, every
 * column that is set; of a stored one, the selected columns whose value is
 * another than the snapshot's, also when changed in place, and columns that
 * were not selected and have been set. `undefined` means not set. The version
 * of a stored row is none of it: an update raises it, whatever the record holds.
 */
export function changeSetOf(record: object): ChangeSet {
  const state = stateOf(record);
  const changes: ColumnChange[] = [];
  for (const [position, column] of state.definition.columnList.entries()) {
    const after = readOwn(record, column.property);
    if (after === undefined || isKept(state, column)) continue;
    const change = findChange(column, findCell(state, column, position), after);
    if (change !== undefined) changes.push(Object.freeze(change));
  }
  return Object.freeze({
    definition: state.definition,
    isNew: state.status === "new",
    changes: Object.freeze(changes),
  });
}

/** Whether there is anything to write. */
export function hasWork({ isNew, changes }: ChangeSet): boolean {
  return isNew || changes.length > 0;
}

/** The changes by property, each with the value before and after. */
export function describeChanges(
  changeSet: ChangeSet | undefined,
): Readonly<Record<string, readonly [before: unknown, after: unknown]>> {
  const entries = (changeSet?.changes ?? []).map(
    ({ column, before, after }) =>
      [column.property, [before, after] as const] as const,
  );
  return Object.fromEntries(entries);
}

function isKept({ status }: RecordState, { role }: ColumnDefinition): boolean {
  return role === "version" && status !== "new";
}

function findChange(
  column: ColumnDefinition,
  cell: string | null | undefined,
  after: unknown,
): ColumnChange | undefined {
  if (cell === undefined) return { column, before: undefined, after };
  const before = cell === null ? null : column.type.decode(cell, column.at);
  // What SQL gives is known to the database alone.
  if (isEmbeddable(after)) return { column, before, after };
  // A cell that is not NULL may stand for null: that of JSON.
  const isSame =
    cell === null || after === null
      ? before === after
      : column.type.equals(before, after);
  return isSame ? undefined : { column, before, after };
}

/** The cell of a column in the snapshot; undefined when the column was not selected. */
function findCell(
  { columns, row }: RecordState,
  column: ColumnDefinition,
  position: number,
): string | null | undefined {
  // Where every column is selected, which is usual, it stands at its own position.
  return row?.[
    columns[position] === column ? position : columns.indexOf(column)
  ];
}
