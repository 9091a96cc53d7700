import { resolve } from "node:path";
import { checkKeys } from "../database/check-keys";
import type { DatabaseAddress } from "../database/config";
import { currentContext, findScope } from "../database/context";
import type { Database } from "../database/database";
import { Rollback } from "../errors/database-error";
import type { ModuleLoader } from "../migration/load";
import { openMigrated } from "./migrated-database";
import type { MigratedSource } from "./migrated-database";
import { Stage } from "./stage";

/**
 * Where the tests of a sandbox run.
 *
 * @example
 * ```ts
 * const options: SandboxOptions = { migrations: "db/migrations" };
 * test("a city has no people at first", () =>
 *   sandbox(async () => {
 *     const ulm = await City.create({ name: "Ulm", country });
 *     expect(ulm.population).toBe(0);
 *   }, options));
 * ```
 */
export interface SandboxOptions {
  /** `pglite:memory` unless given: a new database in this process. On any other one, what is there already stays and is seen. */
  readonly database?: DatabaseAddress | undefined;
  /** The directory of the migration files; `migrations` in the working directory unless given. */
  readonly migrations?: string | undefined;
  /** Gives the exports of a migration file; by default what `require` can load. */
  readonly load?: ModuleLoader | undefined;
}

const known: Readonly<Record<keyof SandboxOptions, true>> = {
  database: true,
  migrations: true,
  load: true,
};

const key = Symbol.for("arx.sandboxes");
const stages = findStages();
closeAfterTests();

/**
 * Runs a test in a database with every migration applied, and undoes all that
 * it wrote. Models, `sql` and `transaction` use that database inside. A
 * transaction of the program becomes a savepoint that takes itself for the
 * outermost transaction: `afterCommit` runs when it ends, and its isolation
 * level is the sandbox's own. The database is opened by the first test of a
 * process, from a snapshot in `node_modules/.cache/arx` when the migrations
 * have not changed, and closed some time after the last.
 *
 * @example
 * ```ts
 * @Table()
 * class Note extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare body: string;
 * }
 *
 * await sandbox(async () => {
 *   await Note.create({ body: "milk" });
 *   await Note.count();   // 1
 * });
 * // …; begin; insert into "notes" …; select count(*) from "notes"; rollback
 * ```
 *
 * @returns what the function returns
 * @throws MigrationError when the migrations cannot be applied
 */
export async function sandbox<T>(
  fn: (database: Database) => T | PromiseLike<T>,
  options: SandboxOptions = {},
): Promise<T> {
  checkKeys(options, Object.keys(known), "sandbox.");
  return stageFor(options).use((database) => runUndone(database, fn));
}

async function runUndone<T>(
  database: Database,
  fn: (database: Database) => T | PromiseLike<T>,
): Promise<T> {
  const undo = new Rollback();
  let outcome: { readonly result: T } | undefined;
  const run = async (): Promise<never> => {
    const scope = findScope(currentContext(), database);
    if (scope !== undefined) scope.isSandbox = true;
    outcome = { result: await fn(database) };
    throw undo;
  };
  try {
    return await database.transaction(run);
  } catch (error) {
    if (error !== undo || outcome === undefined) throw error;
    return outcome.result;
  }
}

function stageFor({
  database = "pglite:memory",
  migrations = "migrations",
  load,
}: SandboxOptions): Stage {
  const source: MigratedSource = {
    database,
    migrations: resolve(migrations),
    load,
  };
  const name = JSON.stringify([database, source.migrations]);
  let stage = stages.get(name);
  if (stage === undefined) {
    stage = new Stage(() => openMigrated(source));
    stages.set(name, stage);
  }
  return stage;
}

/** Jest, and Vitest with globals, have a hook for the end of a file's tests; elsewhere time must tell. */
function closeAfterTests(): void {
  const { afterAll } = globalThis as {
    afterAll?: (hook: () => Promise<void>) => void;
  };
  if (afterAll === undefined) return;
  try {
    afterAll(async () => {
      for (const stage of stages.values()) await stage.close();
    });
  } catch {
    // Loaded inside of a test, where hooks are refused.
    return;
  }
}

/** All copies of this module share them. */
function findStages(): Map<string, Stage> {
  const holder = globalThis as { [key]?: Map<string, Stage> | undefined };
  return (holder[key] ??= new Map<string, Stage>());
}
