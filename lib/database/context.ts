import { AsyncLocalStorage } from "node:async_hooks";
import type { QueryListener } from "./query-log";
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
}

/** What all copies of this module in one program share. */
interface DatabaseState {
  readonly storage: AsyncLocalStorage<Context>;
  /** The database of every model where none was chosen. */
  default: object | undefined;
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
  };
  // Awaited inside, so that a lazy query that is returned runs inside as well.
  return state.storage.run(context, async () => await run());
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

/** The database chosen for the running code, else the default one. */
export function chosenDatabase(): object | undefined {
  return currentContext()?.database ?? state.default;
}

/** Makes a database the default when there is none. */
export function offerDefault(database: object): void {
  state.default ??= database;
}

/** Frees the place of the default when this database has it. */
export function withdrawDefault(database: object): void {
  if (state.default === database) state.default = undefined;
}

function findState(): DatabaseState {
  const holder = globalThis as { [key]?: DatabaseState | undefined };
  return (holder[key] ??= {
    storage: new AsyncLocalStorage(),
    default: undefined,
  });
}
