import type { Socket } from "node:net";
import postgres from "postgres";
import { ConnectionError } from "../errors/database-error";
import type { PostgresOptions } from "./connection-options";
import { clientOptions } from "./postgres-client-options";
import {
  findUnreadable,
  isSetUp,
  sessionQuestion,
  sessionSetup,
} from "./session-settings";

/** What the server tells a session to show when it asks for a statement to be cancelled. */
export interface BackendKey {
  readonly pid: number;
  readonly secret: number;
}

/** A session that is logged in, and whose socket nobody reads any more. */
export interface Login {
  readonly key: BackendKey;
  /** Lets go of what `postgres` holds. To be called when the socket has closed. */
  readonly forget: () => void;
}

/**
 * Logs in over a connected socket: startup, authentication and the session's
 * settings are the work of `postgres`. After that the socket is the caller's.
 */
export async function logIn(
  socket: Socket,
  options: PostgresOptions,
): Promise<Login> {
  const client = postgres(clientOptions(socket, options));
  // Rejects what `postgres` still holds back, which it would otherwise try to send elsewhere.
  const forget = (): void => void client.end({ timeout: 0 });
  const loss = watchForLoss(socket);
  try {
    const key = await Promise.race([setUp(client), loss.promise]);
    // It would take the answers to our statements for answers to its own.
    socket.removeAllListeners("data");
    return { key, forget };
  } catch (error) {
    forget();
    throw error;
  } finally {
    loss.unwatch();
    silence(socket);
  }
}

/**
 * Lets no late error of a socket end the process. When it closes `postgres`
 * takes every listener away, and over TLS a write may fail after that.
 */
function silence(socket: Socket): void {
  const listen = (): void => {
    socket.on("error", () => undefined);
  };
  listen();
  socket.once("close", listen);
}

/** Rejects when a socket fails or closes, until it is told to stop. */
function watchForLoss(socket: Socket): {
  readonly promise: Promise<never>;
  readonly unwatch: () => void;
} {
  let unwatch = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    const close = (): void => {
      reject(new ConnectionError("The server closed the connection."));
    };
    socket.once("error", reject).once("close", close);
    unwatch = () => void socket.off("error", reject).off("close", close);
  });
  promise.catch(() => undefined);
  return { promise, unwatch };
}

async function setUp(client: postgres.Sql): Promise<BackendKey> {
  const answer = client.unsafe(sessionQuestion).simple().values();
  // The package's types call the key `pid` private.
  const { state, 0: row = [] } = (await answer) as unknown as SetUpAnswer;
  if (isSetUp(row)) return state;
  const isOwn = Number(row[0]) === state.pid;
  if (isOwn) await client.unsafe(sessionSetup).simple();
  else refuseUnreadable(findUnreadable(row));
  return state;
}

/** What `postgres` resolves to: the rows, with fields of their own beside them. */
type SetUpAnswer = unknown[][] & { readonly state: BackendKey };

/** A pooler gives a session of its own number, and hands out sessions that are not to be changed. */
function refuseUnreadable(corrections: readonly string[]): void {
  if (corrections.length === 0) return;
  throw new ConnectionError(
    "The sessions of this pooler write values in a form that arx does not read.",
    {
      hint: `Correct the database for the user who connects: ${corrections.map((each) => `alter role … ${each}`).join("; ")}. Then let the pooler reconnect.`,
    },
  );
}
