import type { Database } from "../database/database";
import {
  selectSessionSetting,
  setSessionSetting,
} from "../sql/session-setting";

/**
 * Runs a function with other run-time parameters and puts the old values back:
 * the session returns to a pool. It must be reserved already.
 */
export async function withSessionSettings<T>(
  database: Database,
  settings: Readonly<Record<string, string>>,
  run: () => Promise<T>,
): Promise<T> {
  const before: [string, string][] = [];
  for (const [name, value] of Object.entries(settings)) {
    before.push([name, await readSetting(database, name)]);
    await database.send(setSessionSetting(name, value));
  }
  try {
    return await run();
  } finally {
    await restore(database, before);
  }
}

async function readSetting(database: Database, name: string): Promise<string> {
  const { rows } = await database.send(selectSessionSetting(name));
  return rows[0]?.[0] ?? "";
}

async function restore(
  database: Database,
  settings: readonly (readonly [string, string])[],
): Promise<void> {
  try {
    for (const [name, value] of settings)
      await database.send(setSessionSetting(name, value));
  } catch {
    // The session is gone; the error that ended it is on its way already.
  }
}
