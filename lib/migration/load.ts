import { types } from "node:util";
import { ArxError } from "../errors/arx-error";
import { MigrationError } from "../errors/migration-error";
import type { Change } from "../schema/change";
import { defaultExport } from "../util/load-module";
import type { ModuleExports } from "../util/load-module";
import type { MigrationFile } from "./directory";
import { isMigration, record } from "./migration";
import type { Migration } from "./migration";
import type { MigrationName } from "./run-changes";

/**
 * Gives the exports of a file, whatever it takes to read it.
 *
 * @example
 * ```ts
 * const load: ModuleLoader = (file) => import(file);
 * await migrate(db, { load });
 * ```
 */
export type ModuleLoader = (
  file: string,
) => ModuleExports | Promise<ModuleExports>;

/**
 * Loads a migration.
 * @throws MigrationError when its default export is none
 */
export async function loadMigration(
  { id, file }: MigrationFile,
  load: ModuleLoader,
): Promise<Migration> {
  const found = defaultExport(
    await naming(file, "cannot be loaded", id, () => load(file)),
  );
  if (isMigration(found)) return found;
  throw new MigrationError(`${file} does not export a migration.`, id, {
    hint: "Write: export default migration({ up(m) { … } })",
  });
}

/**
 * The changes of one direction of a migration that was loaded.
 * @throws MigrationError that names the file, whatever its code throws
 */
export async function recordMigration(
  { id, name }: MigrationName,
  describe: Migration["up"],
): Promise<readonly Change[]> {
  const subject = `The migration ${id}_${name}`;
  return naming(subject, "cannot be read", id, () => record(describe));
}

/** Says whose code it was that failed. */
async function naming<T>(
  subject: string,
  problem: string,
  id: string,
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    const hint = error instanceof ArxError ? error.hint : undefined;
    throw new MigrationError(`${subject} ${problem}: ${message}`, id, {
      cause: error,
      hint,
    });
  }
}
