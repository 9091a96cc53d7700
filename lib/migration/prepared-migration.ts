import type { Database } from "../database/database";
import type { Change } from "../schema/change";
import type { MigrationFile } from "./directory";
import { runChanges, toScript } from "./run-changes";
import type { MigrationName } from "./run-changes";

/** A migration read and understood, ready to run in one direction. */
export interface PreparedMigration {
  readonly file: MigrationFile;
  readonly changes: readonly Change[];
  readonly transaction: boolean;
}

/** A migration that has just run. */
export interface MigrationRun extends MigrationName {
  readonly durationMs: number;
}

/** What a migration would run. */
export interface MigrationScript extends MigrationName {
  readonly sql: string;
}

/** Runs a migration and what keeps the ledger true, in one transaction if it wants one. */
export async function runPrepared(
  database: Database,
  { file, changes, transaction }: PreparedMigration,
  note: (durationMs: number) => Promise<void>,
): Promise<MigrationRun> {
  const started = performance.now();
  const run = async (): Promise<number> => {
    await runChanges(database, file, changes, transaction);
    const durationMs = Math.round(performance.now() - started);
    await note(durationMs);
    return durationMs;
  };
  const durationMs = await (transaction ? database.transaction(run) : run());
  return { id: file.id, name: file.name, durationMs };
}

/** The SQL of a migration; nothing runs. */
export function previewOf({
  file: { id, name },
  changes,
}: PreparedMigration): MigrationScript {
  return { id, name, sql: toScript(changes) };
}
