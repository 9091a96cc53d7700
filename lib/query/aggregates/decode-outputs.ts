import { cellDecoder } from "../../database/raw-rows";
import type { DriverResult } from "../../driver/driver";
import { InvalidArgumentError } from "../../errors/query-error";
import type { ModelDefinition } from "../../metadata/definition";
import type { ColumnType } from "../../types/column-type";

/** One column of a result. */
export interface Output {
  /** Undefined where only the server can say. */
  readonly type: ColumnType | undefined;
  /** The place for messages. */
  readonly at: string;
}

/**
 * The values of each row, by the types of the outputs.
 * @throws InvalidArgumentError when SQL in place of a value gave several
 */
export function decodeOutputs(
  { fields, rows }: DriverResult,
  outputs: readonly Output[],
  { name }: ModelDefinition,
): unknown[][] {
  if (fields.length !== outputs.length)
    throw new InvalidArgumentError(
      `A computed value of ${name} is one column, and the SQL gave several.`,
      { hint: "Give each a name of its own: { a: sql`…`, b: sql`…` }." },
    );
  const decoders = outputs.map(({ type, at }, index) => {
    if (type !== undefined) return (text: string) => type.decode(text, at);
    const field = fields[index];
    return field === undefined ? String : cellDecoder(field).decode;
  });
  return rows.map((row) =>
    decoders.map((decode, index) => {
      const text = row[index] ?? null;
      return text === null ? null : decode(text);
    }),
  );
}
