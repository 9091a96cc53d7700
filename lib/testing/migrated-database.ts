import { resolveOptions } from "../database/config";
import type { DatabaseAddress } from "../database/config";
import { Database } from "../database/database";
import { readPgliteVersion } from "../driver/pglite-package";
import {
  canCache,
  dropCached,
  readCached,
  writeCached,
} from "../driver/snapshot-cache";
import { listMigrations } from "../migration/directory";
import type { ModuleLoader } from "../migration/load";
import { migrate } from "../migration/up";
import { checksumOf } from "../util/checksum";
import { readOwnVersion } from "./own-version";

/** A database for tests, and what is to be in it. */
export interface MigratedSource {
  readonly database: DatabaseAddress;
  /** The directory of the migration files. */
  readonly migrations: string;
  readonly load: ModuleLoader | undefined;
}

/**
 * Opens a database and applies the pending migrations. One in memory begins
 * with a snapshot taken after the same migrations by an earlier run, if any.
 */
export async function openMigrated(source: MigratedSource): Promise<Database> {
  if (source.database !== "pglite:memory") return openAndMigrate(source);
  const name = await snapshotName(source.migrations);
  const snapshot = await readCached(name);
  if (snapshot !== undefined) {
    try {
      return await openAndMigrate(source, snapshot);
    } catch {
      // Whatever is wrong shows again without it, unless it was the cause.
      await dropCached(name);
    }
  }
  const database = await openAndMigrate(source);
  if (await canCache()) await writeCached(name, await database.snapshot());
  return database;
}

async function openAndMigrate(
  { database: address, migrations, load }: MigratedSource,
  snapshot?: Uint8Array,
): Promise<Database> {
  const database = await Database.open(
    resolveOptions({
      database: address,
      name: "sandbox",
      pool: { min: 0 },
      snapshot,
    }),
  );
  try {
    await migrate(database, { directory: migrations, load });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Whatever makes another schema of it makes another name. */
async function snapshotName(migrations: string): Promise<string> {
  const files = await listMigrations(migrations);
  const parts = files.map(({ id, name, checksum }) => [id, name, checksum]);
  const versions = [readOwnVersion(), readPgliteVersion()];
  return `migrated-${checksumOf(JSON.stringify([versions, parts]))}`;
}
