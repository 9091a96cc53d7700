import type { Database } from "../database/database";
import { noteSeed } from "./ledger";
import type { PlannedEntry, PlannedUnit } from "./plan";
import { runUnit } from "./run-unit";
import type { EntryResult } from "./run-unit";
import type { SeedEntry } from "./seed-entry";
import type { SeedListener, SeedOutcome } from "./seed-event";
import { describeFailure } from "./seed-failure";
import { outcomeOf } from "./seed-outcome";

/** Runs what is planned, one transaction after the other. */
export async function runUnits(
  database: Database,
  units: readonly PlannedUnit[],
  environment: string,
  listener: SeedListener,
): Promise<readonly SeedOutcome[]> {
  const outcomes: SeedOutcome[] = [];
  const announce = makeAnnouncer(units, listener);
  for (const unit of units) {
    const results = await runDue(
      database,
      unit,
      environment,
      listener,
      announce,
    );
    for (const planned of unit) {
      const result = results.find(({ entry }) => entry === planned.entry);
      const outcome = outcomeOf(planned, result);
      listener({ kind: result === undefined ? "skipped" : "done", outcome });
      outcomes.push(outcome);
    }
  }
  return outcomes;
}

function makeAnnouncer(
  units: readonly PlannedUnit[],
  listener: SeedListener,
): (entry: SeedEntry) => void {
  const due = units.flat().filter(({ decision }) => decision.runs);
  let position = 0;
  return ({ name }) => {
    position += 1;
    listener({ kind: "start", seed: name, position, of: due.length });
  };
}

/** Runs the due entries of a unit in one transaction, together with their notes in the ledger. */
async function runDue(
  database: Database,
  unit: PlannedUnit,
  environment: string,
  listener: SeedListener,
  announce: (entry: SeedEntry) => void,
): Promise<readonly EntryResult[]> {
  const due = unit.filter(({ decision }) => decision.runs);
  if (due.length === 0) return [];
  let current: PlannedEntry | undefined;
  const onStart = (entry: SeedEntry): void => {
    current = due.find((planned) => planned.entry === entry);
    announce(entry);
  };
  try {
    return await database.transaction(async () => {
      const entries = due.map(({ entry }) => entry);
      const results = await runUnit(database, entries, listener, onStart);
      for (const result of results)
        await noteSeed(database, environment, result);
      return results;
    });
  } catch (error) {
    const failure = describeFailure(error, current ?? due[0]);
    listener({ kind: "failed", seed: failure.seed });
    throw failure;
  }
}
