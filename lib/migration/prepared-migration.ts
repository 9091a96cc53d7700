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

/**
 * A migration that has just run.
 *
 * @example
 * ```ts
 * const runs: readonly MigrationRun[] = await migrate(db);
 * for (const { name, durationMs } of runs) console.log(name, durationMs);
 * ```
 */
export interface MigrationRun extends MigrationName {
  /** How long it ran, in milliseconds. */
  readonly durationMs: number;
}

/**
 * What a migration would run.
 *
 * @example
 * ```ts
 * const scripts: readonly MigrationScript[] = await previewMigrate(db);
 * console.log(scripts.map(({ sql }) => sql).join("\n"));
 * ```
 */
export interface MigrationScript extends MigrationName {
  /** Its statements, each ended by a semicolon. */
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
