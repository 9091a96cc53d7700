import { NotConnectedError } from "../errors/database-error";
import { ModelRegistry } from "../metadata/registry";
import { resolveOptions } from "./config";
import type { DatabaseOptions } from "./config";
import { chosenDatabase, offerDefault } from "./context";
import { Database } from "./database";
import type { TransactionOptions } from "./transaction";

/**
 * Connects to a database. The first connection becomes the one that every model
 * uses; closing it frees the place for the next.
 *
 * @example
 * const db = await connect({ database: "pglite:memory" });
 * await db.close();
 *
 * @throws ConfigError when an option is wrong
 * @throws DefinitionError when one of the given models is declared wrongly
 * @throws ConnectionError when the database cannot be reached; nothing stays open
 * @throws UnsupportedServerError when the server is too old
 */
export async function connect(options: DatabaseOptions): Promise<Database> {
  const resolved = resolveOptions(options);
  if (resolved.models !== undefined)
    new ModelRegistry(resolved.models).definitions();
  const database = await Database.open(resolved);
  offerDefault(database);
  return database;
}

/**
 * The database that the running code uses: the one of the enclosing `run` or
 * transaction, else the default one.
 * @param user who asks, for the message: `City.find`
 * @throws NotConnectedError
 */
export function currentDatabase(user: string): Database {
  const database = chosenDatabase();
  if (database === undefined) throw new NotConnectedError(user);
  // The context knows databases as objects only, because it stands below them.
  return database as Database;
}

/**
 * Runs a function in a transaction of the current database; every model call
 * inside joins it. See `Database.transaction`.
 *
 * @example
 * await transaction(async () => {
 *   await City.create({ name: "Ulm" });
 *   afterCommit(() => notify("Ulm"));
 * }, { isolation: "serializable", retry: 3 });
 * // begin isolation level serializable; insert …; commit
 *
 * @throws NotConnectedError
 */
export async function transaction<T>(
  fn: () => T | PromiseLike<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return currentDatabase("transaction()").transaction(fn, options);
}

/**
 * Runs a function after the outermost transaction has been committed, and not
 * at all when it is rolled back; at once when there is none. `transaction()`
 * waits for it, and rejects with an AfterCommitError when it fails.
 *
 * @example
 * afterCommit(() => mailer.send(welcome));
 *
 * @throws NotConnectedError
 */
export function afterCommit(fn: () => unknown): void {
  currentDatabase("afterCommit()").afterCommit(fn);
}
