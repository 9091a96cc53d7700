import type { Database } from "../database/database";
import { IrreversibleMigrationError } from "../errors/migration-error";
import type { MigrationFile } from "./directory";
import { noteReverted } from "./history";
import { loadMigration, recordMigration } from "./load";
import { previewOf, runPrepared } from "./prepared-migration";
import type {
  MigrationRun,
  MigrationScript,
  PreparedMigration,
} from "./prepared-migration";
import { resolveRunOptions } from "./run-options";
import type { ResolvedRunOptions, RunOptions } from "./run-options";
import { readSituation, runExclusively } from "./run-session";
import type { Situation } from "./run-session";

/**
 * How to take migrations back, and how many.
 *
 * @example
 * ```ts
 * const options: MigrateDownOptions = { step: 2 };
 * await migrateDown(db, options);
 * ```
 */
export interface MigrateDownOptions extends RunOptions {
  /** How many, the latest first; 1 unless said otherwise. */
  readonly step?: number | undefined;
}

/**
 * Takes the latest migrations back by their `down`, one transaction a file.
 *
 * @example
 * ```ts
 * await migrate(db);
 * await migrateDown(db, { directory: "migrations", step: 1 });
 * // …; begin; drop table "notes"; delete from "public"."arx_migrations" …; commit; …
 * ```
 */
export async function migrateDown(
  database: Database,
  options: MigrateDownOptions = {},
): Promise<readonly MigrationRun[]> {
  const resolved = resolveRunOptions(options);
  return runExclusively(database, resolved, async (situation) => {
    const latest = await prepareLatest(situation, resolved, options.step ?? 1);
    const runs: MigrationRun[] = [];
    for (const prepared of latest)
      runs.push(await revert(database, prepared, resolved));
    return runs;
  });
}

/**
 * The SQL that `migrateDown` would run, file by file; nothing runs.
 *
 * @example
 * ```ts
 * for (const { name, sql } of await previewMigrateDown(db)) console.log(name, sql);
 * ```
 */
export async function previewMigrateDown(
  database: Database,
  options: MigrateDownOptions = {},
): Promise<readonly MigrationScript[]> {
  const resolved = resolveRunOptions(options);
  const situation = await readSituation(database, resolved);
  const latest = await prepareLatest(situation, resolved, options.step ?? 1);
  return latest.map(previewOf);
}

/** Only what has run goes back, in the opposite order; every way back is known before the first is taken. */
async function prepareLatest(
  { files, applied }: Situation,
  { load }: ResolvedRunOptions,
  step: number,
): Promise<readonly PreparedMigration[]> {
  const byId = new Map(files.map((file) => [file.id, file]));
  const prepared: PreparedMigration[] = [];
  for (const { id } of [...applied].reverse().slice(0, step)) {
    // A history with a missing file was refused before.
    prepared.push(await prepare(byId.get(id) as MigrationFile, load));
  }
  return prepared;
}

async function prepare(
  file: MigrationFile,
  load: ResolvedRunOptions["load"],
): Promise<PreparedMigration> {
  const { down, transaction } = await loadMigration(file, load);
  if (down !== undefined) {
    const changes = await recordMigration(file, down);
    return { file, changes, transaction };
  }
  throw new IrreversibleMigrationError(
    `The migration ${file.id}_${file.name} has no way back.`,
    file.id,
    { hint: "Write its down(m) { … } first." },
  );
}

async function revert(
  database: Database,
  prepared: PreparedMigration,
  { onEvent }: ResolvedRunOptions,
): Promise<MigrationRun> {
  const run = await runPrepared(database, prepared, () =>
    noteReverted(database, prepared.file.id),
  );
  onEvent({ kind: "reverted", migration: run, durationMs: run.durationMs });
  return run;
}
