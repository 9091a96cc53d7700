import { AsyncLocalStorage } from "node:async_hooks";
import type { QueryListener } from "./database-event";
import type { Scope } from "./scope";

/** What the code that runs now, and all it calls and awaits, belongs to. */
export interface Context {
  /** The database that models use, when one was chosen by `run` or a transaction. */
  readonly database: object | undefined;
  /** The reserved connection, transaction or savepoint of that database. */
  readonly scope: Scope | undefined;
  readonly parent: Context | undefined;
  /** Told of every statement sent from here. */
  readonly recorder: QueryListener | undefined;
  /** The writing of a record that the running code is a part of, by which it is known again. */
  readonly turn: object | undefined;
}

/** What all copies of this module in one program share. */
interface DatabaseState {
  readonly storage: AsyncLocalStorage<Context>;
  /** The database of every model where none was chosen. */
  default: object | undefined;
  /** The open databases by the names given to `connect`; undefined while one is being opened. */
  readonly named: Map<string, object | undefined>;
}

const key = Symbol.for("arx.database");
const state = findState();

/** The context of the running code; undefined outside of `run`, transactions and `countQueries`. */
export function currentContext(): Context | undefined {
  return state.storage.getStore();
}

/** Runs a function in a context inside the current one. */
export function runInside<T>(
  inner: Pick<Context, "database" | "scope">,
  run: () => T | PromiseLike<T>,
  recorder: QueryListener | undefined = currentContext()?.recorder,
): Promise<T> {
  const parent = currentContext();
  const context = {
    database: inner.database ?? parent?.database,
    scope: inner.scope,
    parent,
    recorder,
    turn: undefined,
  };
  // Awaited inside, so that a lazy query that is returned runs inside as well.
  return state.storage.run(context, async () => await run());
}

/** Runs the writing of a record, so that what it calls can tell that it is a part of it. */
export function runInTurn<T>(turn: object, run: () => T): T {
  const parent = currentContext();
  const context = {
    database: parent?.database,
    scope: undefined,
    parent,
    recorder: parent?.recorder,
    turn,
  };
  return state.storage.run(context, run);
}

/** The innermost scope of a database that the running code is in. */
export function findScope(
  context: Context | undefined,
  database: object,
): Scope | undefined {
  for (let inner = context; inner !== undefined; inner = inner.parent) {
    if (inner.scope !== undefined && inner.database === database)
      return inner.scope;
  }
  return undefined;
}

/** The database of the innermost transaction around the running code. */
export function transactingDatabase(): object | undefined {
  let inner = currentContext();
  while (inner !== undefined && !((inner.scope?.depth ?? 0) > 0))
    inner = inner.parent;
  return inner?.database;
}

/** The database chosen for the running code, else the default one. */
export function chosenDatabase(): object | undefined {
  return currentContext()?.database ?? state.default;
}

/** The open database that was given this name. */
export function namedDatabase(name: string): object | undefined {
  return state.named.get(name);
}

/**
 * Keeps a name for a database that is about to be opened.
 * @returns false when it is taken
 */
export function claimName(name: string): boolean {
  if (state.named.has(name)) return false;
  state.named.set(name, undefined);
  return true;
}

/** Frees a name whose database could not be opened. */
export function freeName(name: string): void {
  state.named.delete(name);
}

/** Lets models find an open database: by its name when it was given one, and as the default when there is none. */
export function admit(database: object, name: string | undefined): void {
  if (name !== undefined) state.named.set(name, database);
  state.default ??= database;
}

/** Frees the places that a database has, when it is closed. */
export function withdraw(database: object): void {
  if (state.default === database) state.default = undefined;
  for (const [name, known] of state.named)
    if (known === database) state.named.delete(name);
}

function findState(): DatabaseState {
  const holder = globalThis as { [key]?: DatabaseState | undefined };
  return (holder[key] ??= {
    storage: new AsyncLocalStorage(),
    default: undefined,
    named: new Map(),
  });
}
