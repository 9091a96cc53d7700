import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "../errors/database-error";
import { MigrationLockError } from "../errors/migration-error";
import {
  releaseAdvisoryLock,
  selectLockHolder,
  selectProcessId,
  terminateSession,
  tryAdvisoryLock,
} from "../sql/advisory-lock";
import type { Database } from "./database";

/** How long to wait for another process, and whom to tell. */
export interface ExclusiveLockOptions {
  readonly waitMs: number;
  /** Called once when the lock is taken by another process; `holder` describes it. */
  readonly onWait?: ((holder: string) => void) | undefined;
  /** Ends the session that has the lock when it is aborted, whatever it does; what is not committed is undone. */
  readonly signal?: AbortSignal | undefined;
}

/** One lock for migrations and seeds: neither may run while the other does. */
const lockKey = 1;
const pollMs = 200;

/**
 * Runs a function while no other process migrates or seeds this database. All
 * statements inside go through the session that has the lock; when the process
 * dies, the server ends the session and with it the lock.
 * @throws MigrationLockError when another process keeps it longer than `waitMs`
 * @throws ConfigError when a pooler stands before the server
 */
export async function withExclusiveLock<T>(
  database: Database,
  options: ExclusiveLockOptions,
  run: () => Promise<T>,
): Promise<T> {
  return database.reserve(async ({ processId }) => {
    await refusePooler(database, processId);
    const stop = (): void => {
      void terminate(database, processId);
    };
    options.signal?.addEventListener("abort", stop);
    try {
      await acquire(database, options);
      return await run();
    } finally {
      options.signal?.removeEventListener("abort", stop);
      await release(database);
    }
  });
}

/**
 * A lock belongs to a session, and a pooler may run each transaction on
 * another: the lock would be anyone's, and stay when this program is gone.
 */
async function refusePooler(
  database: Database,
  processId: number,
): Promise<void> {
  // PGlite has one session and no pooler.
  if (processId === 0) return;
  const { rows } = await database.send(selectProcessId);
  if (rows[0]?.[0] === String(processId)) return;
  throw new ConfigError(
    `Migrations and seeds need a session of their own, but ${database.label} is a pooler.`,
    {
      hint: "Give them the address of the server itself: npx arx migrate --database postgres://…",
    },
  );
}

/** A server does not notice that a client is gone before the statement it runs has ended; so it is told by another session. */
async function terminate(database: Database, processId: number): Promise<void> {
  // PGlite runs in this process and ends with it.
  if (processId === 0) return;
  await database.send(terminateSession(processId)).catch(() => undefined);
}

/** Asks again and again: a session that waits inside the server would keep `create index concurrently` of the holder waiting. */
async function acquire(
  database: Database,
  { waitMs, onWait, signal }: ExclusiveLockOptions,
): Promise<void> {
  const deadline = Date.now() + waitMs;
  let hasTold = false;
  while (!(await tryAcquire(database))) {
    signal?.throwIfAborted();
    if (Date.now() >= deadline) await refuse(database, waitMs);
    if (!hasTold) onWait?.((await findHolder(database)).description);
    hasTold = true;
    await sleep(Math.min(pollMs, Math.max(1, deadline - Date.now())));
  }
}

async function tryAcquire(database: Database): Promise<boolean> {
  const { rows } = await database.send(tryAdvisoryLock(lockKey));
  return rows[0]?.[0] === "t";
}

async function release(database: Database): Promise<void> {
  try {
    await database.send(releaseAdvisoryLock(lockKey));
  } catch {
    // The session is gone and the lock with it; the error that ended it is on its way already.
  }
}

async function refuse(database: Database, waitMs: number): Promise<never> {
  const { pid, description } = await findHolder(database);
  throw new MigrationLockError(
    `Another process runs migrations or seeds on this database: ${description}. Gave up after ${String(waitMs / 1000)} s.`,
    undefined,
    {
      hint:
        pid === undefined
          ? "Try again."
          : `Wait for it, or end it on the server: select pg_terminate_backend(${pid})`,
    },
  );
}

async function findHolder(
  database: Database,
): Promise<{ pid: string | undefined; description: string }> {
  const { rows } = await database.send(selectLockHolder(lockKey));
  const [pid, seconds, program, state] = rows[0] ?? [];
  if (typeof pid !== "string")
    return { pid: undefined, description: "it has just ended" };
  const name =
    typeof program === "string" && program !== "" ? ` (${program})` : "";
  const since =
    typeof seconds === "string"
      ? `, ${state ?? "active"} for ${seconds} s`
      : "";
  return { pid, description: `process ${pid}${name}${since}` };
}
