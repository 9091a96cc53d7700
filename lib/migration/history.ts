import type { Database } from "../database/database";
import { MigrationHistoryError } from "../errors/migration-error";
import {
  createMigrationLedger,
  deleteMigration,
  findMigrationLedgers,
  insertMigration,
  ledgerFormat,
  selectMigrationLedger,
  updateMigrationChecksum,
} from "../sql/migration-ledger";
import type { MigrationRow } from "../sql/migration-ledger";

/** A migration that the database has run. */
export interface AppliedMigration extends MigrationRow {
  /** ISO 8601, UTC. */
  readonly executedAt: string;
}

/** What the database says about its migrations. */
export interface History {
  /** In the order in which they ran. */
  readonly applied: readonly AppliedMigration[];
  /** Whether another tool keeps a `schema_migrations` here; arx leaves it alone. */
  readonly hasForeignLedger: boolean;
}

/** Reads the ledger; a database without one has run nothing, and none is made here. */
export async function readHistory(database: Database): Promise<History> {
  const found = await database.send(findMigrationLedgers);
  const [isThere, isForeignThere] = found.rows[0] ?? [];
  return {
    applied: isThere === "t" ? await readApplied(database) : [],
    hasForeignLedger: isForeignThere === "t",
  };
}

/** Makes the ledger where there is none. */
export async function createLedger(database: Database): Promise<void> {
  await database.send(createMigrationLedger);
}

/** Notes that a migration has run. */
export async function noteApplied(
  database: Database,
  row: MigrationRow,
): Promise<void> {
  await database.send(insertMigration(row));
}

/** Notes that a migration was taken back. */
export async function noteReverted(
  database: Database,
  id: string,
): Promise<void> {
  await database.send(deleteMigration(id));
}

/** Takes the text of an edited migration as the one that ran. */
export async function acceptChecksum(
  database: Database,
  id: string,
  checksum: string,
): Promise<void> {
  await database.send(updateMigrationChecksum(id, checksum));
}

async function readApplied(
  database: Database,
): Promise<readonly AppliedMigration[]> {
  const { rows } = await database.send(selectMigrationLedger);
  return rows.map((cells) => {
    // The ledger has no NULL: every cell is a text.
    const [id, name, checksum, executedAt, duration, batch, format] =
      cells as readonly [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
    if (Number(format) > ledgerFormat) refuseNewer(id);
    return {
      id,
      name,
      checksum,
      executedAt,
      durationMs: Number(duration),
      batch: Number(batch),
    };
  });
}

function refuseNewer(id: string): never {
  throw new MigrationHistoryError(
    "The ledger arx_migrations was written by a newer version of arx.",
    id,
    { hint: "Update arx: npm install arx@latest" },
  );
}
