import { resolveOptions } from "../../lib/database/config";
import { Database } from "../../lib/database/database";

/** Opens one of the databases that an engine makes; nothing is prepared, because the types of columns change under the statements. */
export function openDatabase(url: string): Promise<Database> {
  return Database.open(
    resolveOptions({ database: url, pool: { min: 0, max: 1, prepare: false } }),
  );
}
