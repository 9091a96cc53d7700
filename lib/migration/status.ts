import type { Database } from "../database/database";
import { MigrationHistoryError } from "../errors/migration-error";
import type { MigrationFile } from "./directory";
import { listMigrations } from "./directory";
import { readHistory } from "./history";
import type { AppliedMigration } from "./history";

/**
 * A migration as files and database see it together.
 *
 * @example
 * ```ts
 * const { migrations } = await status(db, { directory: "migrations" });
 * const pending: MigrationStatus[] = migrations.filter(({ state }) => state === "pending");
 * ```
 */
export interface MigrationStatus {
  /** The digits that begin its file: `20260102090000`. */
  readonly id: string;
  /** What follows them: `create_notes`. */
  readonly name: string;
  /**
   * `pending`: not run yet · `applied` · `changed`: run, and the file edited
   * since · `missing`: run, and the file is gone.
   */
  readonly state: "pending" | "applied" | "changed" | "missing";
  /** Pending although a later one has run: a branch was merged. */
  readonly isOutOfOrder: boolean;
  /** When it ran: ISO 8601, UTC. */
  readonly executedAt: string | undefined;
  /** How long it ran, in milliseconds. */
  readonly durationMs: number | undefined;
  /** The run it belonged to, counted from 1. */
  readonly batch: number | undefined;
}

/**
 * Every migration that a directory or a database knows, and what else was found.
 *
 * @example
 * ```ts
 * const report: StatusReport = await status(db, { directory: "migrations" });
 * if (report.hasForeignLedger) console.log("another tool keeps a ledger as well");
 * ```
 */
export interface StatusReport {
  /** By id. */
  readonly migrations: readonly MigrationStatus[];
  /** Whether another tool keeps a `schema_migrations` here; arx leaves it alone. */
  readonly hasForeignLedger: boolean;
}

/**
 * What has run, what is pending, and what was edited or is missing since.
 *
 * @example
 * ```ts
 * const { migrations } = await status(db, { directory: "migrations" });
 * // select to_regclass('public.arx_migrations') is not null, …
 * migrations[0]?.state;   // "pending"
 * ```
 */
export async function status(
  database: Database,
  { directory }: { readonly directory: string },
): Promise<StatusReport> {
  const { applied, hasForeignLedger } = await readHistory(database);
  const files = await listMigrations(directory);
  return { migrations: compareHistory(files, applied), hasForeignLedger };
}

/** Files and ledger as sets, so that a file merged late is found whatever its id. */
export function compareHistory(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationStatus[] {
  const rows = new Map(applied.map((row) => [row.id, row]));
  const byId = new Map(files.map((file) => [file.id, file]));
  const ids = [...new Set([...byId.keys(), ...rows.keys()])].sort();
  const lastApplied = [...rows.keys()].sort().pop() ?? "";
  return ids.map((id) => {
    const file = byId.get(id);
    const row = rows.get(id);
    const state = stateOf(file, row);
    return {
      id,
      name: file?.name ?? row?.name ?? "",
      state,
      isOutOfOrder: state === "pending" && id < lastApplied,
      executedAt: row?.executedAt,
      durationMs: row?.durationMs,
      batch: row?.batch,
    };
  });
}

/** @throws MigrationHistoryError when an applied migration is missing, or was edited and that is not allowed */
export function verifyHistory(
  statuses: readonly MigrationStatus[],
  { allowChanged }: { readonly allowChanged: boolean },
): void {
  const missing = statuses.filter(({ state }) => state === "missing");
  const changed = statuses.filter(({ state }) => state === "changed");
  if (missing.length > 0) {
    refuse(
      missing,
      "ran on this database, but there is no such file",
      "Bring the file back under its old name; version control has it.",
    );
  }
  if (changed.length > 0 && !allowChanged) {
    refuse(
      changed,
      "was edited after it ran on this database",
      "Undo the edit and write a new migration, or accept it with --allow-changed.",
    );
  }
}

function stateOf(
  file: MigrationFile | undefined,
  row: AppliedMigration | undefined,
): MigrationStatus["state"] {
  if (row === undefined) return "pending";
  if (file === undefined) return "missing";
  return file.checksum === row.checksum ? "applied" : "changed";
}

function refuse(
  found: readonly MigrationStatus[],
  problem: string,
  hint: string,
): never {
  const lines = found.map(
    ({ id, name }) => `The migration ${id}_${name} ${problem}.`,
  );
  throw new MigrationHistoryError(lines.join("\n"), found[0]?.id, { hint });
}
