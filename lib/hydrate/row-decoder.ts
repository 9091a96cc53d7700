import type { DriverRow } from "../driver/driver";
import type { ColumnType } from "../types/column-type";
import { cellSource, declareCells } from "./cell-source";
import { canGenerateCode, generateFunction } from "./code-generation";

/** One column of a result that becomes plain rows. */
export interface RowOutput {
  readonly name: string;
  readonly type: ColumnType;
  /** The place for messages. */
  readonly at: string;
}

/** Makes a plain object of a row. Where two columns have one name, the last counts. */
export type RowDecoder = (row: DriverRow) => Record<string, unknown>;

/** The decoder of plain rows; compile it once per statement, not per result. */
export function compileRowDecoder(outputs: readonly RowOutput[]): RowDecoder {
  return canGenerateCode
    ? generateRowDecoder(outputs)
    : buildRowDecoder(outputs);
}

/** @internal */
export function generateRowDecoder(outputs: readonly RowOutput[]): RowDecoder {
  const entries = outputs.map(
    ({ name }, index) => `${keySource(name)}: ${cellSource(index)},`,
  );
  return generateFunction(
    { outputs },
    `${declareCells(outputs)}
return (row) => {
  let cell;
  return {
    ${entries.join("\n    ")}
  };
};`,
  ) as RowDecoder;
}

/** In a literal, "__proto__": … sets the prototype; a computed key does not, but is slower. */
function keySource(name: string): string {
  const quoted = JSON.stringify(name);
  return name === "__proto__" ? `[${quoted}]` : quoted;
}

/** @internal */
export function buildRowDecoder(outputs: readonly RowOutput[]): RowDecoder {
  return (row) =>
    // fromEntries defines each key, also __proto__, as a property of the object itself.
    Object.fromEntries(
      outputs.map(({ name, type, at }, index) => {
        const cell = row[index] ?? null;
        return [name, cell === null ? null : type.decode(cell, at)] as const;
      }),
    );
}
