import type { Database } from "../database/database";
import { PendingMigrationsError } from "../errors/migration-error";
import { resolveRunOptions } from "./run-options";
import { readSituation } from "./run-session";

/**
 * Resolves when every migration has run; meant for the start of a program.
 *
 * @example
 * ```ts
 * await migrate(db);
 * await checkPending(db);
 * // …; select … from "public"."arx_migrations" …
 * ```
 * @throws PendingMigrationsError with the list of those that have not
 */
export async function checkPending(
  database: Database,
  options: { readonly directory?: string | undefined } = {},
): Promise<void> {
  const { statuses } = await readSituation(
    database,
    resolveRunOptions(options),
  );
  const pending = statuses.filter(({ state }) => state === "pending");
  if (pending.length === 0) return;
  throw new PendingMigrationsError(
    pending.map(({ id, name }) => `${id}_${name}`),
  );
}
