import {
  allOf,
  binary,
  columnOf,
  nullTest,
  parameter,
} from "../ast/build-expression";
import type { Expression } from "../ast/expression";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition } from "../metadata/definition";
import { readOwn } from "../record/own-value";
import type { RecordState } from "../record/record-state";

/**
 * The condition that finds the row of a record: its primary key as it was
 * read, whatever the properties hold now.
 * @throws RecordStateError when the record was read without its key
 */
export function whereStored(state: RecordState): Expression {
  return allOf(keyOperands(state));
}

function keyOperands(state: RecordState): Expression[] {
  const { table, primaryKey } = state.definition;
  return primaryKey.map((column) =>
    equals(table, column, readStored(state, column)),
  );
}

/**
 * The same for a write, which must not undo what another program did since the
 * record was read: the row still has the record's version, and has not been
 * deleted softly.
 */
export function whereUnchanged(record: object, state: RecordState): Expression {
  const { table, softDelete, version } = state.definition;
  const operands = keyOperands(state);
  // A record that becomes one of another class was read without what only that class has.
  if (version !== undefined && state.columns.includes(version)) {
    const expected = readOwn(record, version.property);
    operands.push(hasVersion(table, version, expected, state));
  }
  if (softDelete !== undefined && findStored(state, softDelete) === null) {
    operands.push(nullTest(columnOf(table, softDelete.name), false));
  }
  return allOf(operands);
}

/** A version that was assigned, as a form sends it back, counts for the one that was read. */
function hasVersion(
  table: string,
  version: ColumnDefinition,
  expected: unknown,
  state: RecordState,
): Expression {
  const text =
    expected === undefined || expected === null
      ? readStored(state, version)
      : version.type.encode(expected, version.at);
  return equals(table, version, text);
}

function equals(
  table: string,
  { name }: ColumnDefinition,
  text: string,
): Expression {
  return binary("=", columnOf(table, name), parameter(text));
}

/** How messages name the row of a record: `id 7`. */
export function describeStored(state: RecordState): string {
  return state.definition.primaryKey
    .map((column) => `${column.property} ${readStored(state, column)}`)
    .join(" and ");
}

/** The cell of a column as it was last read; undefined where it was not selected. */
export function findStored(
  { columns, row }: RecordState,
  column: ColumnDefinition,
): string | null | undefined {
  return row?.[columns.indexOf(column)];
}

function readStored(state: RecordState, column: ColumnDefinition): string {
  const { definition } = state;
  const cell = findStored(state, column);
  if (typeof cell === "string") return cell;
  throw new RecordStateError(
    `This ${definition.name} was read without its ${column.property}, so its row cannot be found.`,
    `Read it with its ${column.property}, too.`,
  );
}
