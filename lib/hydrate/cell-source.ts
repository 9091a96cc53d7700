import type { ColumnType } from "../types/column-type";

/** What the source of one cell needs: the codec, and the place for messages. */
export interface CellOutput {
  readonly type: ColumnType;
  readonly at: string;
}

/** Constants for the codecs and places of a row, so that the engine can inline what they do. */
export function declareCells(outputs: readonly CellOutput[]): string {
  const lines = outputs.map((_, index) => {
    const position = String(index);
    return `const type${position} = outputs[${position}].type, at${position} = outputs[${position}].at;`;
  });
  return lines.join("\n");
}

/** The expression that decodes the cell at a position; needs `let cell` and `row` in scope. */
export function cellSource(index: number): string {
  const position = String(index);
  return `(cell = row[${position}]) === null ? null : type${position}.decode(cell, at${position})`;
}
