import type { DriverRow } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import type { Batch } from "./batch";

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
    const key = joinKey(parts);
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
): string | null {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined) return row[only] ?? null;
  return joinKey(cells.map((cell) => row[cell] ?? null));
}

/** Parts joined by a character that no text in PostgreSQL can hold. */
function joinKey(parts: readonly (string | null)[]): string | null {
  return parts.includes(null) ? null : parts.join("\0");
}
