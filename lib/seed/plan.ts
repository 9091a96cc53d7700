import type { ModelSeedEntry, SeedEntry, SeedUnit } from "./seed-entry";
import type { RunReason, SkipReason } from "./seed-event";

/** Checksums of the seeds that ran, by name; undefined for one without a checksum. */
export type RecordedSeeds = ReadonlyMap<string, string | undefined>;

export interface PlanOptions {
  readonly environment: string;
  /** Run what was selected whether it is recorded or not. */
  readonly isForced: boolean;
}

export type Decision =
  | { readonly runs: true; readonly reason: RunReason }
  | { readonly runs: false; readonly reason: SkipReason };

/** An entry and what happens to it. */
export interface PlannedEntry {
  readonly entry: SeedEntry;
  readonly decision: Decision;
}

export type PlannedUnit = readonly PlannedEntry[];

/** Decides about every entry, before any of them runs. */
export function planUnits(
  units: readonly SeedUnit[],
  recorded: RecordedSeeds,
  options: PlanOptions,
): readonly PlannedUnit[] {
  return units.map((unit) =>
    unit.map((entry) => ({
      entry,
      decision: decide(entry, recorded, options),
    })),
  );
}

/** Whether a seed runs now, and why. */
function decide(
  entry: SeedEntry,
  recorded: RecordedSeeds,
  options: PlanOptions,
): Decision {
  if (
    entry.environments.length > 0 &&
    !entry.environments.includes(options.environment)
  ) {
    return { runs: false, reason: "environment" };
  }
  if (options.isForced) return { runs: true, reason: "forced" };
  if (repeatsEachTime(entry)) return { runs: true, reason: "every time" };
  if (!isRecorded(entry, recorded)) return { runs: true, reason: "new" };
  if (isUnchanged(entry, recorded)) return { runs: false, reason: "recorded" };
  return entry.kind === "file"
    ? { runs: true, reason: "file changed" }
    : { runs: false, reason: "rows changed" };
}

/** Upserts on models are cheap and keep rows as declared; what is not recorded cannot be known to have run. */
function repeatsEachTime(entry: SeedEntry): boolean {
  return entry.kind === "file"
    ? !entry.seed.isRecorded
    : entry.seed.strategy.kind === "upsert";
}

function isRecorded(entry: SeedEntry, recorded: RecordedSeeds): boolean {
  return (
    recorded.has(entry.name) ||
    (entry.kind === "model" && hasSameRows(entry, recorded))
  );
}

function isUnchanged(entry: SeedEntry, recorded: RecordedSeeds): boolean {
  if (entry.kind === "model") return hasSameRows(entry, recorded);
  return (
    entry.checksum === undefined || entry.checksum === recorded.get(entry.name)
  );
}

/**
 * The seeds of a model are numbered, so that a new one before the others moves
 * them all: their rows, not their numbers, say that they have been inserted.
 */
function hasSameRows(
  { definition, checksum }: ModelSeedEntry,
  recorded: RecordedSeeds,
): boolean {
  const prefix = `${definition.name}#`;
  return [...recorded].some(
    ([name, known]) => name.startsWith(prefix) && known === checksum,
  );
}
