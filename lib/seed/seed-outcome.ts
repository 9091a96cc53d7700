import type { PlannedEntry, PlannedUnit } from "./plan";
import type { SeedCounts } from "./seed";
import type { SeedEntry } from "./seed-entry";
import type { SeedOutcome } from "./seed-event";

/** What became of an entry that ran, with its result, or was skipped, without one. */
export function outcomeOf(
  planned: PlannedEntry,
  result: (SeedCounts & { readonly durationMs: number }) | undefined,
): SeedOutcome {
  return {
    ...describe(planned),
    action: result === undefined ? "skipped" : "ran",
    inserted: result?.inserted ?? 0,
    updated: result?.updated ?? 0,
    durationMs: result?.durationMs ?? 0,
  };
}

/** What a run would do. */
export function foretell(
  units: readonly PlannedUnit[],
): readonly SeedOutcome[] {
  return units.flat().map((planned) => ({
    ...describe(planned),
    action: planned.decision.runs ? "planned" : "skipped",
    inserted: 0,
    updated: 0,
    durationMs: 0,
  }));
}

function describe({
  entry,
  decision,
}: PlannedEntry): Pick<SeedOutcome, "name" | "kind" | "reason" | "hint"> {
  const hint =
    decision.reason === "rows changed" ? adviseOnChangedRows(entry) : undefined;
  return { name: entry.name, kind: entry.kind, reason: decision.reason, hint };
}

function adviseOnChangedRows({ name }: SeedEntry): string {
  return (
    "Its rows were inserted before and are not inserted again. Make it an upsert: " +
    `{ upsert: { conflictKey: "…" } }, or insert all of them: npx arx seed --only "${name}" --force`
  );
}
