import { setImmediate as nextTurn } from "node:timers/promises";
import type { DriverResult, DriverStatement } from "../driver/driver";
import { ConnectionError, DatabaseError } from "../errors/database-error";
import { Deadline } from "./deadline";
import type { Lease } from "./lease";
import type { Pool } from "./pool";
import type { PoolLimits } from "./pool-options";

/** How long a server may take to confirm that it has stopped a statement. */
const graceMs = 5_000;
/** How long it may take before it is asked again; the pause doubles each time. */
const firstPauseMs = 100;

/**
 * Runs a statement on a connection of its own, so that nothing beside it is
 * hit when the server is asked to stop it.
 * @throws QueryTimeoutError
 * @throws QueryAbortedError
 */
export async function sendWithin(
  pool: Pool,
  limits: PoolLimits,
  statement: DriverStatement,
  deadline: Deadline,
): Promise<DriverResult> {
  for (let attempts = 0; ; attempts++) {
    const lease = await pool.reserve(deadline);
    try {
      return await runWithin(lease, limits.prepare, statement, deadline);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      lease.discard();
      if (!error.neverRan || attempts > limits.max) throw error;
    } finally {
      lease.release();
    }
  }
}

/**
 * Runs a statement on a connection where nothing else runs. When the deadline
 * is over the server is asked to stop it, and what it then says is the outcome:
 * a statement that ended first gives its result. The connection is given back
 * only when the request cannot hit what comes next.
 */
export async function runWithin(
  lease: Pick<Lease, "connection" | "discard">,
  prepare: boolean,
  statement: DriverStatement,
  deadline: Deadline,
): Promise<DriverResult> {
  const { connection } = lease;
  // The statements of PGlite follow one another without a turn of the event loop, in which alone a signal can be aborted.
  if (connection.cancel === undefined) await nextTurn();
  if (deadline.isOver) throw deadline.error("waiting", { sql: statement.text });
  const answer = connection.query(statement, prepare);
  if (connection.cancel === undefined) return answer;
  if (await endsBefore(answer, deadline)) return answer;
  const details = { sql: statement.text };
  if (!(await isStopped(answer, connection.cancel))) {
    const isAnswered = await endsBefore(answer, shortly());
    lease.discard();
    if (!isAnswered) throw deadline.error("unconfirmed", details);
  }
  return answer.catch((error: unknown) => {
    throw isCancellation(error)
      ? deadline.error("cancelled", {
          ...details,
          sqlState: error.sqlState,
          cause: error.cause,
        })
      : error;
  });
}

/** Enough to see what has ended already. */
function shortly(): Deadline {
  return new Deadline({ timeoutMs: 1 });
}

/** Whether something ends, well or badly, while there is time. */
function endsBefore(
  promise: Promise<unknown>,
  deadline: Deadline,
): Promise<boolean> {
  return new Promise((resolve) => {
    const unwatch = deadline.watch(() => {
      resolve(false);
    });
    const settle = (): void => {
      unwatch();
      resolve(true);
    };
    promise.then(settle, settle);
  });
}

/**
 * Asks the server to stop a statement until it has ended: a request that
 * overtakes its statement stops nothing.
 * @returns whether it has ended, and no request is under way any more
 */
async function isStopped(
  answer: Promise<unknown>,
  cancel: () => Promise<void>,
): Promise<boolean> {
  const grace = new Deadline({ timeoutMs: graceMs });
  try {
    for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
      await grace.race(cancel(), () => grace.error("unconfirmed"));
      const pause = new Deadline({ timeoutMs: pauseMs });
      if (await endsBefore(answer, pause)) return true;
      if (grace.isOver) return false;
    }
  } catch {
    return false;
  }
}

function isCancellation(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && error.sqlState === "57014";
}
