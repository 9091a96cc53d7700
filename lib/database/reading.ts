import { currentContext, findScope, runInside } from "./context";
import type { Database } from "./database";
import type { Scope } from "./scope";

/** Why nothing more is read. */
export interface Failure {
  readonly error: unknown;
}

/** Where a cursor lives: something that lasts as long as whoever iterates wants, not as long as a function runs. */
export interface Reading {
  /** Whether it is a transaction of its own, in which nobody else runs statements. */
  readonly isAlone: boolean;
  /** Whether no transaction is around the cursor, which has to outlive its own statement. */
  readonly outlives: boolean;
  /** Runs a function whose statements go where the cursor is. */
  run<T>(fn: () => PromiseLike<T>): Promise<T>;
  /**
   * Gives back what was taken.
   * @param failure undefined when all went well
   */
  end(failure: Failure | undefined): Promise<void>;
}

/**
 * Begins to read: in the transaction around, else in one of its own on a
 * connection of its own. A reservation, and PGlite with its one session, would
 * be blocked by that for all that the loop does; their cursors are kept without one.
 */
export function beginReading(database: Database): Promise<Reading> {
  const scope = findScope(currentContext(), database);
  return scope === undefined && database.kind === "postgres"
    ? readInTransaction(database)
    : Promise.resolve(readHere(database, scope));
}

function readHere(database: Database, scope: Scope | undefined): Reading {
  return {
    isAlone: false,
    outlives: scope === undefined || scope.depth === 0,
    run: (fn) => runInside({ database, scope }, fn),
    end: () => Promise.resolve(),
  };
}

function readInTransaction(database: Database): Promise<Reading> {
  return new Promise((begun, failed) => {
    const ended = database.transaction(async () => {
      const scope = findScope(currentContext(), database);
      const failure = await new Promise<Failure | undefined>((end) => {
        begun({
          isAlone: true,
          outlives: false,
          run: (fn) => runInside({ database, scope }, fn),
          end: (reason) => {
            end(reason);
            // Whoever reports the failure knows it already.
            return reason === undefined ? ended : ended.catch(ignore);
          },
        });
      });
      if (failure !== undefined) throw failure.error;
    });
    ended.catch(failed);
  });
}

const ignore = (): void => undefined;
