import type {
  DriverField,
  DriverResult,
  DriverRow,
  DriverStatement,
} from "../driver/driver";
import { columnTypeById } from "../types/type-id";
import { encodeUntyped } from "../types/untyped";

/**
 * A row whose columns only the statement knows.
 *
 * @example
 * ```ts
 * const rows: RawRow[] = await db.query("select 1 as one");
 * rows;   // [{ one: 1 }]
 * ```
 */
export type RawRow = Record<string, unknown>;

/** A statement of the user's own: values become text here, so that the drivers need not know JavaScript types. */
export function toStatement(
  text: string,
  parameters: readonly unknown[],
): DriverStatement {
  return {
    text,
    parameters: parameters.map((value, index) =>
      encodeUntyped(value, `$${String(index + 1)}`),
    ),
  };
}

/** The rows of a result as plain objects, decoded by the types that the server says the columns have. */
export function toRows<Row extends object>({
  fields,
  rows,
}: DriverResult): Row[] {
  const decoders = fields.map(cellDecoder);
  // What the columns are called is the caller's to say: the types of SQL are not TypeScript's.
  return rows.map((row) => toRow(row, decoders) as Row);
}

interface CellDecoder {
  readonly name: string;
  readonly decode: (text: string) => unknown;
}

function cellDecoder({ name, typeId }: DriverField): CellDecoder {
  const type = columnTypeById(typeId);
  return { name, decode: (text) => type.decode(text, name) };
}

function toRow(row: DriverRow, decoders: readonly CellDecoder[]): RawRow {
  const entries: RawRow = {};
  decoders.forEach(({ name, decode }, index) => {
    const text = row[index] ?? null;
    const value = text === null ? null : decode(text);
    if (name === "__proto__")
      Object.defineProperty(entries, name, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else entries[name] = value;
  });
  return entries;
}
