import { Socket } from "node:net";
import { ConnectionError } from "../errors/database-error";
import type { PostgresOptions } from "./connection-options";
import type { BackendKey } from "./postgres-login";
import { connectSocket } from "./postgres-socket";

/** CancelRequest of PostgreSQL's protocol. */
const cancelRequest = 80_877_102;
/** The longest time that `setTimeout` can wait. */
const longestTimer = 2 ** 31 - 1;

/**
 * Asks a server to cancel what a session runs. PostgreSQL takes the request on
 * a connection of its own and closes that once the session has been told.
 * @throws when the server cannot be reached or does not close it in time; the
 *   request may then arrive later
 */
export async function sendCancelRequest(
  options: PostgresOptions,
  key: BackendKey,
): Promise<void> {
  const raw = new Socket();
  // A socket without a listener for its errors would end the process.
  raw.on("error", () => undefined);
  const late = new ConnectionError("The server did not take the cancellation.");
  const timer = setTimeout(
    () => raw.destroy(late),
    Math.min(options.connectTimeoutMs, longestTimer),
  );
  try {
    const socket = await connectSocket(raw, options);
    // Not ended from here: a pooler forgets the request of a client that has gone.
    socket.write(messageOf(key));
    await closeOf(socket);
    if (raw.errored !== null) throw raw.errored;
  } finally {
    clearTimeout(timer);
    raw.destroy();
  }
}

function messageOf({ pid, secret }: BackendKey): Buffer {
  const message = Buffer.alloc(16);
  message.writeInt32BE(message.length, 0);
  message.writeInt32BE(cancelRequest, 4);
  message.writeUInt32BE(pid, 8);
  message.writeUInt32BE(secret, 12);
  return message;
}

/** Over TLS a server closes without a word of goodbye, which Node calls an error. */
function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.on("error", () => undefined);
    socket.once("close", () => {
      resolve();
    });
    // Nothing is said, but only a socket that is read notices its end.
    socket.resume();
    if (socket.destroyed) resolve();
  });
}
