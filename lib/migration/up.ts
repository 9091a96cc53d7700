import type { Database } from "../database/database";
import { MigrationError } from "../errors/migration-error";
import { suggest } from "../util/suggest";
import type { MigrationFile } from "./directory";
import { createLedger, noteApplied } from "./history";
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
 * How to migrate, and how far.
 *
 * @example
 * ```ts
 * const options: MigrateOptions = { directory: "migrations", to: "20260102090000" };
 * await migrate(db, options);
 * ```
 */
export interface MigrateOptions extends RunOptions {
  /** The id of the last migration to apply; every pending one unless said otherwise. */
  readonly to?: string | undefined;
}

/**
 * Applies what is pending, one transaction a file, while no other process
 * does. A file that fails leaves nothing behind; those before it stay.
 *
 * @example
 * ```ts
 * await migrate(db, { directory: "migrations" });
 * // …; begin; create table "notes" …; insert into "public"."arx_migrations" …; commit; …
 * ```
 */
export async function migrate(
  database: Database,
  options: MigrateOptions = {},
): Promise<readonly MigrationRun[]> {
  const resolved = resolveRunOptions(options);
  return runExclusively(database, resolved, async (situation) => {
    const pending = await preparePending(situation, resolved, options.to);
    tellOutOfOrder(situation, pending, resolved);
    if (pending.length > 0) await createLedger(database);
    const batch = 1 + Math.max(0, ...situation.applied.map((row) => row.batch));
    const runs: MigrationRun[] = [];
    for (const prepared of pending)
      runs.push(await apply(database, prepared, batch, resolved));
    return runs;
  });
}

/**
 * The SQL that `migrate` would run, file by file; nothing runs.
 *
 * @example
 * ```ts
 * for (const { name, sql } of await previewMigrate(db)) console.log(name, sql);
 * // select …
 * ```
 */
export async function previewMigrate(
  database: Database,
  options: MigrateOptions = {},
): Promise<readonly MigrationScript[]> {
  const resolved = resolveRunOptions(options);
  const situation = await readSituation(database, resolved);
  const pending = await preparePending(situation, resolved, options.to);
  return pending.map(previewOf);
}

/** Reads every pending file before the first runs: a mistake in the last must not leave half of them applied. */
async function preparePending(
  { files, statuses }: Situation,
  { load }: ResolvedRunOptions,
  to: string | undefined,
): Promise<readonly PreparedMigration[]> {
  if (to !== undefined) checkTarget(files, to);
  const pending = new Set(
    statuses.filter(({ state }) => state === "pending").map(({ id }) => id),
  );
  const chosen = files.filter(
    ({ id }) => pending.has(id) && (to === undefined || id <= to),
  );
  const prepared: PreparedMigration[] = [];
  for (const file of chosen) {
    const { up, transaction } = await loadMigration(file, load);
    const changes = await recordMigration(file, up);
    prepared.push({ file, changes, transaction });
  }
  return prepared;
}

function checkTarget(files: readonly MigrationFile[], to: string): void {
  const ids = files.map(({ id }) => id);
  if (ids.includes(to)) return;
  const near = suggest(to, ids);
  throw new MigrationError(`There is no migration ${to}.`, to, {
    hint: near === undefined ? undefined : `Did you mean ${near}?`,
  });
}

function tellOutOfOrder(
  { statuses }: Situation,
  pending: readonly PreparedMigration[],
  { onEvent }: ResolvedRunOptions,
): void {
  const chosen = new Set(pending.map(({ file }) => file.id));
  const late = statuses.filter(
    ({ id, isOutOfOrder }) => isOutOfOrder && chosen.has(id),
  );
  if (late.length === 0) return;
  const migrations = late.map(({ id, name }) => ({ id, name }));
  onEvent({ kind: "out of order", migrations });
}

async function apply(
  database: Database,
  prepared: PreparedMigration,
  batch: number,
  { onEvent }: ResolvedRunOptions,
): Promise<MigrationRun> {
  const { id, name, checksum } = prepared.file;
  const run = await runPrepared(database, prepared, (durationMs) =>
    noteApplied(database, { id, name, checksum, durationMs, batch }),
  );
  onEvent({ kind: "applied", migration: run, durationMs: run.durationMs });
  return run;
}
