import { setTimeout as sleep } from "node:timers/promises";
import {
  AfterCommitError,
  ConfigError,
  DeadlockError,
  SerializationFailureError,
} from "../errors/database-error";
import { InvalidArgumentError } from "../errors/query-error";
import { isolationLevels, savepointStatements } from "../sql/transaction";
import type {
  IsolationLevel,
  TransactionMode,
  TransactionStatements,
} from "../sql/transaction";
import { checkKeys } from "./check-keys";
import type { Listeners } from "./listeners";
import type { Scope, UndoCallback } from "./scope";
import { beginSpan } from "./transaction-span";

/**
 * How a transaction is to run. All of it concerns the outermost transaction only;
 * PostgreSQL's manual explains the modes in "SET TRANSACTION".
 *
 * @example
 * ```ts
 * const options: TransactionOptions = { isolation: "repeatable read", readOnly: true };
 * await transaction(() => City.count(), options);
 * // begin isolation level repeatable read read only; select count(*) from "cities"; commit
 * ```
 */
export interface TransactionOptions {
  /** "read committed", "repeatable read" or "serializable"; as the server has it unless told. */
  readonly isolation?: IsolationLevel | undefined;
  /** Whether writing is refused. */
  readonly readOnly?: boolean | undefined;
  /** Whether a serializable, read-only transaction waits for a moment where it cannot fail. */
  readonly deferrable?: boolean | undefined;
  /** How often the whole function runs again after a serialization failure or a deadlock; 0 unless told. */
  readonly retry?: number | undefined;
}

const known: Readonly<Record<keyof TransactionOptions, true>> = {
  isolation: true,
  readOnly: true,
  deferrable: true,
  retry: true,
};

/** The longest pause before the first repetition; it doubles with each. */
const firstPauseMs = 10;

/**
 * Checks the options of an outermost transaction.
 * @throws ConfigError
 */
export function resolveTransaction(options: TransactionOptions): {
  mode: TransactionMode;
  retry: number;
} {
  checkKeys(options, Object.keys(known), "");
  const { isolation, readOnly, deferrable, retry = 0 } = options;
  if (isolation !== undefined && !isolationLevels.includes(isolation)) {
    throw new ConfigError(
      `isolation takes ${isolationLevels.map((level) => `"${level}"`).join(", ")}.`,
    );
  }
  if (!Number.isInteger(retry) || retry < 0)
    throw new ConfigError("retry takes a whole number from 0.");
  return { mode: { isolation, readOnly, deferrable }, retry };
}

/** Runs a function in a savepoint of a running transaction. */
export function runNested<T>(
  outer: Scope,
  options: TransactionOptions,
  listeners: Listeners,
  run: (scope: Scope) => Promise<T>,
): Promise<T> {
  if (outer.isSandbox) {
    // It cannot have what they ask for, but a test is to show what would be refused.
    resolveTransaction(options);
    return runInSandbox(outer, listeners, run);
  }
  const given = Object.keys(options).filter(
    (key) => options[key as keyof TransactionOptions] !== undefined,
  );
  if (given.length > 0) {
    throw new InvalidArgumentError(
      `${given.join(", ")} cannot be set on a nested transaction.`,
      {
        hint: "Set it on the outermost transaction, which decides for all inside.",
      },
    );
  }
  return nest(outer, listeners, run, outer.onCommit);
}

/** The savepoint of a test that its program takes for a transaction of its own, with what that does once it is committed. */
async function runInSandbox<T>(
  sandbox: Scope,
  listeners: Listeners,
  run: (scope: Scope) => Promise<T>,
): Promise<T> {
  const onCommit: (() => unknown)[] = [];
  const result = await nest(sandbox, listeners, run, onCommit);
  await runCallbacks(onCommit);
  return result;
}

/** @param onCommit takes what is to be done after the commit */
async function nest<T>(
  outer: Scope,
  listeners: Listeners,
  run: (scope: Scope) => Promise<T>,
  onCommit: (() => unknown)[],
): Promise<T> {
  return tellUndone((afterwards) =>
    outer.nest(async (scope) => {
      const statements = savepointStatements(scope.depth - 1);
      await scope.control(statements.begin);
      const parts = { scope, statements, afterwards };
      const result = await complete(parts, listeners, () => run(scope));
      // One by one: a hundred thousand saves are more than a call takes arguments.
      for (const callback of scope.onCommit) onCommit.push(callback);
      for (const callback of scope.onRollback) outer.onRollback.push(callback);
      return result;
    }),
  );
}

/** A transaction or savepoint that has begun, and how it ends. */
interface Completion {
  readonly scope: Scope;
  readonly statements: TransactionStatements;
  /** Takes what is to be done when all is undone. */
  readonly afterwards: (() => unknown)[];
}

/** Runs a function in a scope that has begun, and commits it or rolls it back. */
export async function complete<T>(
  { scope, statements, afterwards }: Completion,
  listeners: Listeners,
  run: () => Promise<T>,
): Promise<T> {
  const endSpan = beginSpan(listeners, scope);
  try {
    const result = await run();
    await scope.end();
    await scope.assertHealthy();
    await scope.control(statements.commit);
    endSpan("committed");
    return result;
  } catch (error) {
    await scope.end();
    await rollBack(scope, statements);
    endSpan("rolledBack", error);
    await undo(scope.onRollback, afterwards);
    throw error;
  }
}

/** Does what a rollback leaves to be done when it has given back the connection, which that may need. */
export async function tellUndone<T>(
  run: (afterwards: (() => unknown)[]) => Promise<T>,
): Promise<T> {
  const afterwards: (() => unknown)[] = [];
  try {
    return await run(afterwards);
  } catch (error) {
    for (const callback of afterwards) await runSilently(callback);
    throw error;
  }
}

async function rollBack(
  scope: Scope,
  { rollback }: TransactionStatements,
): Promise<void> {
  try {
    for (const statement of rollback) await scope.control(statement);
  } catch {
    // Most likely the connection is lost, and with it the transaction. What led here is the error to report.
    scope.isBroken = true;
  }
}

/** The last thing done is the first undone. */
async function undo(
  callbacks: readonly UndoCallback[],
  afterwards: (() => unknown)[],
): Promise<void> {
  for (const callback of [...callbacks].reverse())
    await runSilently(() => callback(afterwards));
}

/** An error here would hide the one that led to the rollback. */
async function runSilently(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
}

/** Runs a transaction again, as often as allowed, while it fails only because of others. */
export async function repeat<T>(
  retry: number,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (failures >= retry || !isCausedByOthers(error)) throw error;
    }
    // Two that met once would meet again if both came back at the same time.
    await sleep(Math.random() * firstPauseMs * 2 ** Math.min(failures, 10));
  }
}

/** Looks behind errors of the program's own that have it as their cause. */
function isCausedByOthers(error: unknown): boolean {
  for (
    let inner = error, depth = 0;
    inner instanceof Error && depth < 10;
    inner = inner.cause, depth++
  ) {
    if (
      inner instanceof SerializationFailureError ||
      inner instanceof DeadlockError
    )
      return true;
  }
  return false;
}

/**
 * Runs what was put off until after the commit, each one even when another fails.
 * @throws AfterCommitError with everything that failed
 */
export async function runCallbacks(
  callbacks: readonly (() => unknown)[],
): Promise<void> {
  const errors: unknown[] = [];
  for (const callback of callbacks) {
    try {
      await callback();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AfterCommitError(errors);
}
