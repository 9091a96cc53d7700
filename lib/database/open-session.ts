import type { DriverStatement } from "../driver/driver";
import { ConnectionError } from "../errors/database-error";
import type { Lease } from "./lease";
import type { Pool } from "./pool";
import type { PoolLimits } from "./pool-options";
import type { QueryLog } from "./query-log";
import { runWithin } from "./run-within";
import type { Carrier } from "./scope";

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
  pool: Pool,
  log: QueryLog,
  limits: PoolLimits,
  first: DriverStatement,
): Promise<OpenSession> {
  for (let attempts = 0; ; attempts++) {
    const lease = await pool.reserve();
    const carrier = carrierOf(lease, log, limits);
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

function carrierOf(lease: Lease, log: QueryLog, limits: PoolLimits): Carrier {
  const { id, connection } = lease;
  const { prepare } = limits;
  return {
    connectionId: id,
    processId: connection.processId,
    patienceMs: limits.acquireTimeoutMs,
    run: (statement, isControl, deadline) =>
      log.observe(statement, isControl, () =>
        deadline === undefined
          ? connection.query(statement, prepare)
          : runWithin(lease, prepare, statement, deadline),
      ),
    async script(text) {
      await log.observe({ text, parameters: [] }, false, async () => {
        await connection.script(text);
        return { fields: [], rows: [], count: 0 };
      });
    },
  };
}
