import { Socket } from "node:net";
import type { ConnectionError } from "../errors/database-error";
import { longestTimer } from "../util/longest-timer";
import type { PostgresOptions } from "./connection-options";
import { connectSocket } from "./postgres-socket";

/**
 * Connects a socket to the server and does something with it, both within a
 * time. A socket that failed is destroyed, another one is left as it is.
 * @param late what is wrong when the time is over
 * @throws that, or what connecting, the socket or the doing fails with
 */
export async function useSocket<T>(
  options: PostgresOptions,
  timeoutMs: number,
  late: () => ConnectionError,
  use: (socket: Socket) => Promise<T>,
): Promise<T> {
  const raw = new Socket();
  // A socket without a listener for its errors would end the process.
  raw.on("error", () => undefined);
  const timer = setTimeout(
    () => raw.destroy(late()),
    Math.min(timeoutMs, longestTimer),
  );
  try {
    const result = await use(await connectSocket(raw, options));
    if (raw.errored !== null) throw raw.errored;
    return result;
  } catch (error) {
    // When the time is over, what was waited for only says that the socket is closed.
    const reason: unknown = raw.errored ?? error;
    raw.destroy();
    throw reason;
  } finally {
    clearTimeout(timer);
  }
}
