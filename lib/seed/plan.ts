import { checksumOfRows } from "./rows-checksum";
import type {
  FileSeedEntry,
  ModelSeedEntry,
  SeedEntry,
  SeedUnit,
} from "./seed-entry";
import type { RunReason, SkipReason } from "./seed-event";

/** Checksums of the seeds that ran, by their name in the ledger; undefined for one without a checksum. */
export type RecordedSeeds = ReadonlyMap<string, string | undefined>;

/**
 * What the ledger calls a seed. The inserts of a model are numbered, so that a
 * new one before the others moves them all: their rows are part of the name.
 */
export function ledgerName(entry: SeedEntry): string {
  return entry.kind === "model" && entry.seed.strategy.kind === "insert"
    ? `${entry.name}@${entry.checksum}`
    : entry.name;
}

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
  return entry.kind === "file"
    ? decideFile(entry, recorded)
    : decideInsert(entry, [...recorded]);
}

/** Upserts on models are cheap and keep rows as declared; what is not recorded cannot be known to have run. */
function repeatsEachTime(entry: SeedEntry): boolean {
  return entry.kind === "file"
    ? !entry.seed.isRecorded
    : entry.seed.strategy.kind === "upsert";
}

function decideFile(entry: FileSeedEntry, recorded: RecordedSeeds): Decision {
  if (!recorded.has(entry.name)) return { runs: true, reason: "new" };
  const isUnchanged =
    entry.checksum === undefined || entry.checksum === recorded.get(entry.name);
  return isUnchanged
    ? { runs: false, reason: "recorded" }
    : { runs: true, reason: "file changed" };
}

function decideInsert(
  { name, definition, checksum }: ModelSeedEntry,
  recorded: readonly (readonly [name: string, checksum: string | undefined])[],
): Decision {
  const ofModel = `${definition.name}#`;
  const isRecorded = recorded.some(
    ([key, known]) => key.startsWith(ofModel) && known === checksum,
  );
  if (isRecorded) return { runs: false, reason: "recorded" };
  // Rows that were recorded under this number were this seed's, unless they are another's by now.
  const declared = new Set(
    definition.seeds.map(({ rows }) => checksumOfRows(rows)),
  );
  const hadOthers = recorded.some(
    ([key, known]) =>
      key.startsWith(`${name}@`) &&
      (known === undefined || !declared.has(known)),
  );
  return hadOthers
    ? { runs: false, reason: "rows changed" }
    : { runs: true, reason: "new" };
}
