import { cellDecoder } from "../database/raw-rows";
import type { DriverResult } from "../driver/driver";
import { InvalidArgumentError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import type { ColumnType } from "../types/column-type";

/** One column of a result. */
export interface Output {
  /** Undefined where only the server can say. */
  readonly type: ColumnType | undefined;
  /** The place for messages. */
  readonly at: string;
}

/**
 * The values of each row, by the types of the outputs.
 * @param first the cell of the first output
 */
export function decodeOutputs(
  { fields, rows }: DriverResult,
  outputs: readonly Output[],
  first = 0,
): unknown[][] {
  const decoders = outputs.map(({ type, at }, index) => {
    if (type !== undefined) return (text: string) => type.decode(text, at);
    const field = fields[first + index];
    return field === undefined ? String : cellDecoder(field).decode;
  });
  return rows.map((row) =>
    decoders.map((decode, index) => {
      const text = row[first + index] ?? null;
      return text === null ? null : decode(text);
    }),
  );
}

/**
 * Checks that each value that is computed is one column.
 * @param width how many columns the statement was to give
 * @throws InvalidArgumentError when SQL in place of a value gave several
 */
export function requireWidth(
  { fields }: DriverResult,
  width: number,
  { name }: ModelDefinition,
): void {
  if (fields.length === width) return;
  throw new InvalidArgumentError(
    `A computed value of ${name} is one column, and the SQL gave several.`,
    { hint: "Give each a name of its own: { a: sql`…`, b: sql`…` }." },
  );
}
