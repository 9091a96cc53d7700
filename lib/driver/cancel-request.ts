import type { Socket } from "node:net";
import { ConnectionError } from "../errors/database-error";
import type { PostgresOptions } from "./connection-options";
import type { BackendKey } from "./postgres-login";
import { useSocket } from "./use-socket";

/** CancelRequest of PostgreSQL's protocol. */
const cancelRequest = 80_877_102;

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
  await useSocket(options, options.connectTimeoutMs, late, async (socket) => {
    // Not ended from here: a pooler forgets the request of a client that has gone.
    socket.write(messageOf(key));
    await closeOf(socket);
    socket.destroy();
  });
}

function late(): ConnectionError {
  return new ConnectionError("The server did not take the cancellation.");
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
