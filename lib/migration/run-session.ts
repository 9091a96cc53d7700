import type { Database } from "../database/database";
import { withExclusiveLock } from "../database/exclusive-lock";
import { listMigrations } from "./directory";
import type { MigrationFile } from "./directory";
import { acceptChecksum, readHistory } from "./history";
import type { AppliedMigration } from "./history";
import type { ResolvedRunOptions } from "./run-options";
import { withSessionSettings } from "./session-settings";
import { compareHistory, verifyHistory } from "./status";
import type { MigrationStatus } from "./status";

/** Files and ledger side by side, checked. */
export interface Situation {
  readonly files: readonly MigrationFile[];
  /** In the order in which they ran. */
  readonly applied: readonly AppliedMigration[];
  readonly statuses: readonly MigrationStatus[];
}

/**
 * Runs a function on one session that has the lock and the timeouts, with the
 * situation as it is once the lock is taken.
 */
export async function runExclusively<T>(
  database: Database,
  options: ResolvedRunOptions,
  run: (situation: Situation) => Promise<T>,
): Promise<T> {
  const lock = {
    waitMs: options.lockWaitMs,
    onWait: (holder: string) => {
      options.onEvent({ kind: "waiting", holder });
    },
    signal: options.signal,
  };
  const settings = {
    lock_timeout: String(options.lockTimeoutMs),
    statement_timeout: String(options.statementTimeoutMs),
  };
  return withExclusiveLock(database, lock, async () => {
    const situation = await readSituation(database, options);
    if (options.allowChanged) await acceptChanged(database, situation);
    return withSessionSettings(database, settings, () => run(situation));
  });
}

/**
 * Reads files and ledger.
 * @throws MigrationHistoryError when they contradict each other
 */
export async function readSituation(
  database: Database,
  options: ResolvedRunOptions,
): Promise<Situation> {
  const files = await listMigrations(options.directory);
  const { applied } = await readHistory(database);
  const statuses = compareHistory(files, applied);
  verifyHistory(statuses, options);
  return { files, applied, statuses };
}

async function acceptChanged(
  database: Database,
  { files, statuses }: Situation,
): Promise<void> {
  const changed = statuses.filter(({ state }) => state === "changed");
  for (const { id } of changed) {
    const file = files.find((candidate) => candidate.id === id);
    if (file !== undefined) await acceptChecksum(database, id, file.checksum);
  }
}
