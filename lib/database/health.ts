import { ArxError } from "../errors/arx-error";
import { DatabaseError, QueryTimeoutError } from "../errors/database-error";
import { selectServerState } from "../sql/server-state";
import { checkKeys } from "./check-keys";
import { Deadline, checkTimeout } from "./deadline";
import type { Pool } from "./pool";
import type { PoolLimits } from "./pool-options";
import { sendWithin } from "./run-within";

/** How long `health` waits unless told. */
const defaultTimeoutMs = 5_000;

/**
 * How long `db.health` may take.
 *
 * @example
 * ```ts
 * const options: HealthOptions = { timeoutMs: 1000 };
 * await db.health(options);
 * ```
 */
export interface HealthOptions {
  /** After how many milliseconds a database that has not answered counts as unhealthy; 5000 unless told. */
  readonly timeoutMs?: number | undefined;
}

const known: Readonly<Record<keyof HealthOptions, true>> = { timeoutMs: true };

/**
 * A database that answers.
 *
 * @example
 * ```ts
 * const describe = ({ version, isReadOnly }: HealthyReport) => `${version}${isReadOnly ? ", read-only" : ""}`;
 * ```
 */
export interface HealthyReport {
  /** Tells it apart from the report of a database that does not answer. */
  readonly healthy: true;
  /** From the question to the answer, waiting for a connection included. */
  readonly latencyMs: number;
  /** The server's version: "18.1". */
  readonly version: string;
  /** Whether the server is a standby that follows another. */
  readonly isInRecovery: boolean;
  /** Whether writing is refused, on a standby or by its settings. */
  readonly isReadOnly: boolean;
}

/**
 * A database that does not answer, or not in time.
 *
 * @example
 * ```ts
 * const describe = ({ error }: UnhealthyReport) => error.message;
 * ```
 */
export interface UnhealthyReport {
  /** Tells it apart from the report of a database that answers. */
  readonly healthy: false;
  /** How long it took to know. */
  readonly latencyMs: number;
  /** Why it does not answer, without passwords and values of parameters. */
  readonly error: ArxError;
}

/**
 * What `db.health` finds.
 *
 * @example
 * ```ts
 * const health = await db.health({ timeoutMs: 1000 });
 * console.log(health.healthy ? `PostgreSQL ${health.version}` : health.error.message);
 * ```
 */
export type Health = HealthyReport | UnhealthyReport;

/** Asks the server how it is, over a connection that it has alone meanwhile. Never rejects. */
export async function checkHealth(
  pool: Pool,
  limits: PoolLimits,
  options: HealthOptions,
): Promise<Health> {
  const start = performance.now();
  try {
    checkKeys(options, Object.keys(known), "");
    const state = await ask(pool, limits, options);
    return { healthy: true, latencyMs: performance.now() - start, ...state };
  } catch (error) {
    return {
      healthy: false,
      latencyMs: performance.now() - start,
      error: asArxError(error),
    };
  }
}

async function ask(
  pool: Pool,
  limits: PoolLimits,
  { timeoutMs = defaultTimeoutMs }: HealthOptions,
): Promise<Pick<HealthyReport, "version" | "isInRecovery" | "isReadOnly">> {
  const deadline = new Deadline({
    timeoutMs: checkTimeout("health({ timeoutMs })", timeoutMs),
  });
  const answer = sendWithin(pool, limits, selectServerState, deadline);
  // A server that cannot be reached does not confirm a cancellation either, and nobody should wait for that here.
  const { rows } = await deadline.race(answer, () => silence(timeoutMs));
  const [version, isInRecovery, isReadOnly] = rows[0] ?? [];
  return {
    version: version?.split(" ")[0] ?? "",
    isInRecovery: isInRecovery === "t",
    isReadOnly: isReadOnly === "on",
  };
}

function silence(timeoutMs: number): QueryTimeoutError {
  return new QueryTimeoutError(
    `The database did not answer within ${String(timeoutMs)} ms.`,
  );
}

function asArxError(error: unknown): ArxError {
  return error instanceof ArxError
    ? error
    : new DatabaseError("The database could not be asked.", { cause: error });
}
