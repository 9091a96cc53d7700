import type { ColumnDefinition } from "../metadata/definition";
import { writeVerbatim } from "../record/normalized-value";
import { writeOwn } from "../record/own-value";
import { attachRow } from "../record/record-state";
import type { Selection } from "../record/record-state";
import type { Hydrator } from "./build-hydrator";
import { cellSource, declareCells } from "./cell-source";
import { generateFunction } from "./code-generation";

/**
 * A hydrator compiled to a constructor that assigns each column in turn:
 *
 *     function Record(row, siblings) {
 *       let cell;
 *       this["id"] = (cell = row[0]) === null ? null : type0.decode(cell, at0);
 *       attachRow(this, selection, row, siblings);
 *     }
 */
export function generateHydrator(selection: Selection): Hydrator {
  const { definition, columns } = selection;
  const prototype = definition.model.prototype;
  const assignments = columns.map((column, index) =>
    assignmentSource(column, index, column.property in prototype),
  );
  return generateFunction(
    {
      outputs: columns,
      selection,
      prototype,
      attachRow,
      writeOwn,
      writeVerbatim,
    },
    `${declareCells(columns)}
function Record(row, siblings) {
  let cell;
  ${assignments.join("\n  ")}
  attachRow(this, selection, row, siblings);
}
Record.prototype = prototype;
return (row, siblings) => new Record(row, siblings);`,
  ) as Hydrator;
}

function assignmentSource(
  { property, type }: ColumnDefinition,
  index: number,
  isInherited: boolean,
): string {
  if (type.normalize !== undefined)
    return `writeVerbatim(this, outputs[${String(index)}], ${cellSource(index)});`;
  const name = JSON.stringify(property);
  // An assignment would run the inherited setter, as that of __proto__.
  return isInherited
    ? `writeOwn(this, ${name}, ${cellSource(index)});`
    : `this[${name}] = ${cellSource(index)};`;
}
