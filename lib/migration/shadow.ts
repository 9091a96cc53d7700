import { resolveOptions } from "../database/config";
import { Database } from "../database/database";
import type { Change } from "../schema/change";
import type { Schema } from "../schema/schema";
import { canonicalize } from "../introspect/canonicalize";
import { introspect } from "../introspect/introspect";
import { runUndone } from "../introspect/run-undone";
import { compileClear } from "../sql/ddl/clear";
import type { MigrationFile } from "./directory";
import { loadMigration, recordMigration } from "./load";
import type { ModuleLoader } from "./load";
import type { Migration } from "./migration";
import { runChanges } from "./run-changes";
import type { MigrationName } from "./run-changes";
import {
  columnsIn,
  columnsOf,
  standInForCollations,
} from "./stand-in-collations";

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

/** What the migrations of a directory did, and the schema they left. */
export interface Replay {
  readonly schema: Schema;
  readonly changes: readonly Change[];
}

/** Runs every migration of a directory in the shadow and reads what they make. */
export async function replay(
  shadow: Database,
  files: readonly MigrationFile[],
  load: ModuleLoader,
): Promise<Replay> {
  const changes: Change[] = [];
  for (const file of files) {
    const migration = await loadMigration(file, load);
    changes.push(...(await runMigration(shadow, file, migration, "up")));
  }
  return { schema: await introspect(shadow), changes };
}

/** Runs one direction of a migration, without a ledger, and gives its changes. */
export async function runMigration(
  shadow: Database,
  name: MigrationName,
  { up, down, transaction }: Migration,
  direction: "up" | "down",
): Promise<readonly Change[]> {
  const describe = direction === "up" ? up : (down ?? (() => undefined));
  const changes = await recordMigration(name, describe);
  await standInForCollations(shadow, columnsIn(changes));
  const run = (): Promise<void> =>
    runChanges(shadow, name, changes, transaction);
  await (transaction ? shadow.transaction(run) : run());
  return changes;
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
    await standInForCollations(shadow, columnsOf(wanted));
    return canonicalize(shadow, wanted);
  });
}
