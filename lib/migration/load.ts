import { MigrationError } from "../errors/migration-error";
import type { ModuleExports } from "../util/load-module";
import type { MigrationFile } from "./directory";
import { isMigration } from "./migration";
import type { Migration } from "./migration";

/** Gives the exports of a file. */
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
  const found = defaultExport(await load(file));
  if (isMigration(found)) return found;
  throw new MigrationError(`${file} does not export a migration.`, id, {
    hint: "Write: export default migration({ up(m) { … } })",
  });
}

/** The default export, whether the module was CommonJS, ESM, or one inside the other. */
function defaultExport(exports: ModuleExports): unknown {
  const found: unknown = exports["default"] ?? exports;
  const isNested =
    typeof found === "object" && found !== null && "default" in found;
  return isNested ? found.default : found;
}
