import type { DriverRow } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import type { Batch } from "./loading/batch";

/** The keys of a batch, each once, and which owner has which. */
export interface KeySet {
  /** One list of texts per column of the key; the lists run side by side. */
  readonly lists: readonly (readonly string[])[];
  readonly count: number;
  /** The key of each owner as one text, null where a part of it is NULL. */
  readonly byOwner: readonly (string | null)[];
}

/** Collects the keys by which a relation finds its rows. */
export function collectKeys(
  batch: Batch,
  columns: readonly ColumnDefinition[],
): KeySet {
  const lists: string[][] = columns.map(() => []);
  const seen = new Set<string>();
  const byOwner = batch.owners.map((_, index) => {
    const parts = columns.map((column) => batch.readText(index, column));
    const key = joinKey(parts, columns);
    if (key === null || seen.has(key)) return key;
    seen.add(key);
    // A key without NULL consists of texts.
    parts.forEach((part, column) => lists[column]?.push(part as string));
    return key;
  });
  return { lists, count: seen.size, byOwner };
}

/** The key that stands in these cells of a row. */
export function readKey(
  row: DriverRow,
  cells: readonly number[],
  columns: readonly ColumnDefinition[],
): string | null {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined)
    return toKey(row[only] ?? null, columns[0]);
  return joinKey(
    cells.map((cell) => row[cell] ?? null),
    columns,
  );
}

/**
 * Parts joined by a character that no text in PostgreSQL can hold; the same
 * for keys that PostgreSQL calls equal, however they are written.
 */
export function joinKey(
  parts: readonly (string | null)[],
  columns: readonly ColumnDefinition[],
): string | null {
  return parts.includes(null)
    ? null
    : parts.map((part, index) => toKey(part, columns[index])).join("\0");
}

function toKey(
  text: string | null,
  column: ColumnDefinition | undefined,
): string | null {
  return text === null ? null : (column?.type.toKey?.(text) ?? text);
}
