import {
  ConfigError,
  CrossConnectionError,
  NotConnectedError,
} from "../errors/database-error";
import type { ModelDefinition } from "../metadata/definition";
import { ModelRegistry } from "../metadata/registry";
import { resolveOptions } from "./config";
import type { DatabaseOptions } from "./config";
import {
  admit,
  chosenDatabase,
  claimName,
  currentContext,
  findScope,
  freeName,
  namedDatabase,
  transactingDatabase,
} from "./context";
import { Database } from "./database";
import { loadModels } from "./load-models";
import type { TransactionOptions } from "./transaction";

/**
 * Connects to a database. The first connection becomes the one that every model
 * uses; closing it frees the place for the next. Models bound to a connection,
 * by `@Table({ connection: "reports" })`, use the one that has this name.
 *
 * @example
 * ```ts
 * const db = await connect({ database: "pglite:memory" });
 * await connect({ database: "postgres://localhost/reports", name: "reports" });
 * await db.close();
 * ```
 *
 * @throws ConfigError when an option is wrong, or the name is in use
 * @throws DefinitionError when one of the given models is declared wrongly
 * @throws ConnectionError when the database cannot be reached; nothing stays open
 * @throws UnsupportedServerError when the server is too old
 */
export async function connect(
  options: DatabaseOptions = {},
): Promise<Database> {
  const resolved = resolveOptions(options);
  if (resolved.models !== undefined)
    new ModelRegistry(await loadModels(resolved.models)).definitions();
  const { name } = options;
  if (name !== undefined && !claimName(name)) throw nameTaken(name);
  try {
    const database = await Database.open(resolved);
    admit(database, name);
    return database;
  } catch (error) {
    if (name !== undefined) freeName(name);
    throw error;
  }
}

function nameTaken(name: string): ConfigError {
  return new ConfigError(`A connection named "${name}" is open already.`, {
    hint: "Close it first, or give this one another name.",
  });
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
 * The database that holds a model's rows: the connection that the model is
 * bound to, wherever the code runs, else the one that the running code uses.
 * @throws NotConnectedError
 */
export function databaseOf({ name, connection }: ModelDefinition): Database {
  if (connection === undefined) return currentDatabase(name);
  const database = namedDatabase(connection);
  if (database === undefined) throw new NotConnectedError(name, connection);
  return database as Database;
}

/**
 * The same, for a statement that changes rows.
 * @throws CrossConnectionError when the transaction around is another database's and could not undo it
 */
export function databaseToWrite(definition: ModelDefinition): Database {
  const database = databaseOf(definition);
  const { name, connection } = definition;
  if (connection === undefined || chosenDatabase() === database)
    return database;
  const other = transactingDatabase() as Database | undefined;
  const isJoined = findScope(currentContext(), database) !== undefined;
  if (other !== undefined && !isJoined)
    throw new CrossConnectionError(name, connection, other.name);
  return database;
}

/**
 * Runs a function in a transaction of the current database; every model call
 * inside joins it. See `Database.transaction`.
 *
 * @example
 * ```ts
 * await transaction(async () => {
 *   await City.create({ name: "Ulm", country });
 *   afterCommit(() => notify("Ulm is new"));
 * }, { isolation: "serializable", retry: 3 });
 * // begin isolation level serializable; insert into "cities" …; commit
 * ```
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
 * ```ts
 * await transaction(async () => {
 *   await city.update({ name: "Bonn" });
 *   afterCommit(() => notify("Bonn is written as it should be"));
 * });
 * // begin; update "cities" …; commit
 * ```
 *
 * @throws NotConnectedError
 */
export function afterCommit(fn: () => unknown): void {
  currentDatabase("afterCommit()").afterCommit(fn);
}
