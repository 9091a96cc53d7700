import { resolveOptions } from "../database/config";
import { Database } from "../database/database";
import type { Schema } from "../schema/schema";
import { canonicalize } from "../introspect/canonicalize";
import { introspect } from "../introspect/introspect";
import { runUndone } from "../introspect/run-undone";
import { compileClear } from "../sql/ddl/clear";
import type { MigrationFile } from "./directory";
import { loadMigration } from "./load";
import type { ModuleLoader } from "./load";
import { record } from "./migration";
import type { Migration } from "./migration";
import { runChanges } from "./run-changes";
import type { MigrationName } from "./run-changes";

/**
 * Runs a function with an empty PostgreSQL inside this process, which is gone
 * afterwards. No server is needed, and no connection of the program is touched.
 */
export async function withShadow<T>(
  run: (shadow: Database) => Promise<T>,
): Promise<T> {
  const options = resolveOptions({ database: "pglite:memory", name: "shadow" });
  const shadow = await Database.open(options);
  try {
    return await run(shadow);
  } finally {
    await shadow.close();
  }
}

/** Runs every migration of a directory in the shadow and reads what they make. */
export async function replay(
  shadow: Database,
  files: readonly MigrationFile[],
  load: ModuleLoader,
): Promise<Schema> {
  for (const file of files)
    await runMigration(shadow, file, await loadMigration(file, load), "up");
  return introspect(shadow);
}

/** Runs one direction of a migration, without a ledger. */
export async function runMigration(
  shadow: Database,
  name: MigrationName,
  { up, down, transaction }: Migration,
  direction: "up" | "down",
): Promise<void> {
  const changes = record(direction === "up" ? up : (down ?? (() => undefined)));
  const run = (): Promise<void> => runChanges(shadow, name, changes);
  await (transaction ? shadow.transaction(run) : run());
}

/**
 * The wanted schema as PostgreSQL prints it. It is made where the migrations
 * have run, since their SQL may have made types and functions that models use.
 */
export async function canonicalizeIn(
  shadow: Database,
  current: Schema,
  wanted: Schema,
): Promise<Schema> {
  return runUndone(shadow, async () => {
    for (const query of compileClear(current)) await shadow.send(query);
    return canonicalize(shadow, wanted);
  });
}
