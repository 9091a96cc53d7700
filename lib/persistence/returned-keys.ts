import type { DriverRow } from "../driver/driver";
import type { BulkOutcome } from "./bulk-result";

/** Keeps what DO UPDATE returned: a row for each of the input, the key first and last whether it was inserted. */
export function keepUpserted(
  outcome: BulkOutcome,
  positions: readonly number[],
  rows: readonly DriverRow[],
): void {
  const inserted = rows.filter((cells) => cells.at(-1) === "t").length;
  outcome.add(inserted, rows.length - inserted);
  keepKeys(outcome, positions, rows);
}

/**
 * Keeps the keys of rows that came back one for one, in the order of the
 * input. When a trigger or another program took rows away, nobody can tell
 * which, and no key is better than a wrong one.
 */
export function keepKeys(
  outcome: BulkOutcome,
  positions: readonly number[],
  rows: readonly DriverRow[],
): void {
  if (rows.length !== positions.length) return;
  rows.forEach((cells, index) => {
    outcome.setKey(positions[index], cells);
  });
}

/**
 * Keeps the keys after DO NOTHING, which returns only the rows that were new.
 * A row that could not be found by its conflict key (it holds NULL, or a
 * partial index does not cover it) was new for certain; such rows come back in
 * the order of the input.
 * @param known rows found by their conflict keys: the position first, then the key
 */
export function keepKnownKeys(
  outcome: BulkOutcome,
  positions: readonly number[],
  inserted: readonly DriverRow[],
  known: readonly DriverRow[],
): void {
  const foundPositions = new Set(known.map(([position]) => Number(position)));
  const foundKeys = new Set(
    known.map((cells) => JSON.stringify(cells.slice(1))),
  );
  for (const [position, ...cells] of known)
    outcome.setKey(Number(position), cells);
  const missing = positions.filter((position) => !foundPositions.has(position));
  const others = inserted.filter(
    (cells) => !foundKeys.has(JSON.stringify(cells)),
  );
  keepKeys(outcome, missing, others);
}
