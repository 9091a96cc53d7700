import type { Expression } from "../ast/expression";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition } from "../metadata/definition";
import type { RecordState } from "../record/record-state";

/**
 * The condition that finds the row of a record: its primary key as it was
 * read, whatever the properties hold now.
 * @throws RecordStateError when the record was read without its key
 */
export function whereStored(state: RecordState): Expression {
  const { definition } = state;
  const operands = definition.primaryKey.map((column): Expression => ({
    kind: "binary",
    operator: "=",
    left: { kind: "column", table: definition.table, name: column.name },
    right: {
      kind: "parameter",
      value: readStored(state, column),
      cast: undefined,
    },
  }));
  return { kind: "logical", operator: "and", operands };
}

/** How messages name the row of a record: `id 7`. */
export function describeStored(state: RecordState): string {
  return state.definition.primaryKey
    .map((column) => `${column.property} ${readStored(state, column)}`)
    .join(" and ");
}

function readStored(
  { definition, columns, row }: RecordState,
  column: ColumnDefinition,
): string {
  const cell = row?.[columns.indexOf(column)];
  if (typeof cell === "string") return cell;
  throw new RecordStateError(
    `This ${definition.name} was read without its ${column.property}, so its row cannot be found.`,
    `Read it with its ${column.property}, too.`,
  );
}
