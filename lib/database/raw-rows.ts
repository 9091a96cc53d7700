import type {
  DriverField,
  DriverResult,
  DriverRow,
  DriverStatement,
} from "../driver/driver";
import { bindText } from "../sql/placeholders";
import type { RawParameters } from "../sql/placeholders";
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
  parameters: RawParameters,
): DriverStatement {
  const { numbered, values } = bindText(text, parameters);
  return {
    text: numbered,
    parameters: values.map(({ value, at }) => encodeUntyped(value, at)),
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

/** How the cells of one column of a result are read. */
interface CellDecoder {
  readonly name: string;
  readonly decode: (text: string) => unknown;
}

/** The decoder of a column, by the type that the server says it has. */
export function cellDecoder({ name, typeId }: DriverField): CellDecoder {
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
