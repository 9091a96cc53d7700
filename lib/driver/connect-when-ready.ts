import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionError } from "../errors/database-error";

/** How long a server that is not ready is left alone. */
const pauseMs = 100;

/** What a server answers that is starting, stopping or recovering: `cannot_connect_now`. */
const notReady = "57P03";

/**
 * Connects, and tries again while the server says that it is there but not
 * ready, as one does that has just been started. Everything else fails at once.
 * @param attempt told how many milliseconds it may take
 */
export async function connectWhenReady<T>(
  timeoutMs: number,
  attempt: (remainingMs: number) => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let answer: ConnectionError | undefined;
  for (;;) {
    try {
      return await attempt(Math.max(1, deadline - performance.now()));
    } catch (error) {
      const isLate = performance.now() + pauseMs >= deadline;
      if (isNotReady(error)) answer = error;
      // A last attempt that ran out of time says less than what the server said before.
      if (isLate) throw answer ?? error;
      if (!isNotReady(error)) throw error;
    }
    await sleep(pauseMs);
  }
}

function isNotReady(error: unknown): error is ConnectionError {
  return error instanceof ConnectionError && error.sqlState === notReady;
}
