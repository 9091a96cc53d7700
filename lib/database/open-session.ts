import type { DriverResult, DriverStatement } from "../driver/driver";
import { ConnectionError } from "../errors/database-error";
import type { Lease } from "./lease";
import type { Pool } from "./pool";
import type { PoolLimits } from "./pool-options";
import type { QueryLog } from "./query-log";
import type { Revision } from "./revision";
import { runWithin } from "./run-within";
import type { Carrier } from "./scope";

/** Where connections come from, and who is told what runs on them. */
export interface SessionSource {
  readonly pool: Pool;
  readonly limits: PoolLimits;
  readonly log: QueryLog;
  readonly revision: Revision;
}

/** A reserved connection that has answered. */
export interface OpenSession {
  readonly carrier: Carrier;
  /** Gives the connection back, or ends it when it is broken. */
  finish(isBroken: boolean): void;
}

/**
 * Reserves a connection and runs a first statement on it, which changes
 * nothing by itself. A connection that turns out to be dead is replaced by the next.
 * @throws PoolTimeoutError
 * @throws ConnectionError
 */
export async function openSession(
  parts: SessionSource,
  first: DriverStatement,
): Promise<OpenSession> {
  const { pool, limits } = parts;
  for (let attempts = 0; ; attempts++) {
    const lease = await pool.reserve();
    const carrier = carrierOf(lease, parts);
    try {
      await carrier.run(first, true);
      return {
        carrier,
        finish(isBroken) {
          if (isBroken) lease.discard();
          else lease.release();
        },
      };
    } catch (error) {
      lease.discard();
      const isDead = error instanceof ConnectionError;
      if (!isDead || attempts > limits.max) throw error;
    }
  }
}

function carrierOf(
  lease: Lease,
  { log, limits, revision }: SessionSource,
): Carrier {
  const { id, connection } = lease;
  const { prepare } = limits;
  return {
    connectionId: id,
    processId: connection.processId,
    patienceMs: limits.acquireTimeoutMs,
    run(statement, isControl, deadline) {
      const run = (): Promise<DriverResult> =>
        log.observe(statement, isControl, () =>
          deadline === undefined
            ? connection.query(statement, prepare)
            : runWithin(lease, prepare, statement, deadline),
        );
      return reads(statement) ? run() : revision.during(run);
    },
    async script(text) {
      await revision.during(() =>
        log.observe({ text, parameters: [] }, false, async () => {
          await connection.script(text);
          return { fields: [], rows: [], count: 0 };
        }),
      );
    },
  };
}

/** What begins and ends a transaction changes what is seen, and so may whatever does not begin as a reading statement. */
function reads({ text }: DriverStatement): boolean {
  return text.startsWith("select");
}
