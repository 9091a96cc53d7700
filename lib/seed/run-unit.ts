import type { Database } from "../database/database";
import { completeRows, writeModelRows } from "./model-rows";
import type { SeedCounts } from "./seed";
import type { ModelSeedEntry, SeedEntry, SeedUnit } from "./seed-entry";
import type { SeedListener } from "./seed-event";
import { CountingWriter } from "./seed-writer";

/** What one entry wrote. */
export interface EntryResult extends SeedCounts {
  readonly entry: SeedEntry;
  readonly durationMs: number;
}

/** Writes the rows of a unit; the caller's transaction keeps them together. */
export async function runUnit(
  database: Database,
  unit: SeedUnit,
  listener: SeedListener,
  onStart: (entry: SeedEntry) => void,
): Promise<readonly EntryResult[]> {
  const results: EntryResult[] = [];
  const keys = new Map<ModelSeedEntry, readonly unknown[]>();
  for (const entry of unit) {
    onStart(entry);
    const started = performance.now();
    const counts = await runEntry(database, entry, listener, keys);
    results.push({
      entry,
      ...counts,
      durationMs: Math.round(performance.now() - started),
    });
  }
  for (const [entry, entryKeys] of keys) await completeRows(entry, entryKeys);
  return results;
}

async function runEntry(
  database: Database,
  entry: SeedEntry,
  listener: SeedListener,
  keys: Map<ModelSeedEntry, readonly unknown[]>,
): Promise<SeedCounts> {
  if (entry.kind === "model") {
    const { counts, keys: entryKeys } = await writeModelRows(
      database,
      entry,
      listener,
    );
    keys.set(entry, entryKeys);
    return counts;
  }
  const writer = new CountingWriter(database, entry.name, listener);
  await entry.seed.run(writer);
  await writer.finish();
  return writer.counts;
}
