import type { DriverRow } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import { writeVerbatim } from "../record/normalized-value";
import { writeOwn } from "../record/own-value";
import { attachRow } from "../record/record-state";
import type { Selection, SiblingGroup } from "../record/record-state";

/** Makes a record of a row: the columns as plain own properties, and a state that knows the row. */
export type Hydrator = (
  row: DriverRow,
  siblings: SiblingGroup | undefined,
) => object;

/** A hydrator that loops over the columns, for where code generation is forbidden. */
export function buildHydrator(selection: Selection): Hydrator {
  const { definition, columns } = selection;
  const prototype = definition.model.prototype;
  const steps = columns.map((column) => ({
    ...column,
    write: writerOf(column, prototype),
  }));
  return (row, siblings) => {
    const record = Object.create(prototype) as object;
    for (const [index, { property, type, at, write }] of steps.entries()) {
      const cell = row[index] ?? null;
      write(record, property, cell === null ? null : type.decode(cell, at));
    }
    attachRow(record, selection, row, siblings);
    return record;
  };
}

/** An assignment, unless it would run an inherited setter: that of __proto__, or one the class has. */
function writerOf(
  column: ColumnDefinition,
  prototype: object,
): typeof writeOwn {
  if (column.type.normalize !== undefined)
    return (record, _, value) => {
      writeVerbatim(record, column, value);
    };
  return column.property in prototype ? writeOwn : assign;
}

function assign(record: object, property: string, value: unknown): void {
  (record as Record<string, unknown>)[property] = value;
}
