import type { Socket } from "node:net";
import type { ArxError } from "../errors/arx-error";
import { ConnectionError } from "../errors/database-error";
import { sendCancelRequest } from "./cancel-request";
import { connectWhenReady } from "./connect-when-ready";
import { describeConnection } from "./connection-options";
import type { PostgresOptions } from "./connection-options";
import type {
  ConnectionEvents,
  Driver,
  DriverConnection,
  DriverResult,
  DriverStatement,
} from "./driver";
import { serverExtensionHint } from "./missing-extension";
import { logIn } from "./postgres-login";
import type { Login } from "./postgres-login";
import { copyWithoutValues, isError } from "./server-report";
import { findParameterProblem, findTextProblem } from "./statement-text";
import { describeRefusal, translateError } from "./translate-error";
import { useSocket } from "./use-socket";
import type { Outcome } from "./wire/exchange";
import { WireSession } from "./wire/wire-session";

/** How long `close` waits for the server to end the session before it cuts it. */
const closeTimeoutMs = 5000;

/** The driver for a PostgreSQL server. */
export function createPostgresDriver(options: PostgresOptions): Driver {
  return {
    kind: "postgres",
    maxSessions: Number.POSITIVE_INFINITY,
    label: describeConnection(options),
    connect: (events) =>
      connectWhenReady(options.connectTimeoutMs, (remainingMs) =>
        openConnection(options, events, remainingMs),
      ),
    close: () => Promise.resolve(),
  };
}

async function openConnection(
  options: PostgresOptions,
  events: ConnectionEvents,
  timeoutMs: number,
): Promise<DriverConnection> {
  try {
    return await useSocket(
      options,
      timeoutMs,
      () => timedOut(options),
      async (socket) => {
        const login = await logIn(socket, options);
        return new PostgresConnection(socket, login, options, events);
      },
    );
  } catch (error) {
    throw describeRefusal(error, describeConnection(options));
  }
}

/** One session with a server. */
class PostgresConnection implements DriverConnection {
  readonly processId: number;
  readonly cancel: () => Promise<void>;
  readonly #socket: Socket;
  readonly #session: WireSession;
  readonly #label: string;
  readonly #events: ConnectionEvents;
  #isOver = false;
  #closing: Promise<void> | undefined;

  constructor(
    socket: Socket,
    { key, forget }: Login,
    options: PostgresOptions,
    events: ConnectionEvents,
  ) {
    this.processId = key.pid;
    this.cancel = () => sendCancelRequest(options, key);
    this.#socket = socket;
    this.#label = describeConnection(options);
    this.#events = events;
    // Whichever comes first; the others may take a while, and nothing must be sent meanwhile.
    const lose = (cause?: unknown): void => {
      this.#lose(cause);
    };
    this.#session = new WireSession(socket, lose);
    socket.once("error", lose);
    socket.once("end", lose);
    socket.once("close", () => {
      lose();
      forget();
    });
  }

  query(
    { text, parameters, isTransient = false }: DriverStatement,
    prepare: boolean,
  ): Promise<DriverResult> {
    const problem =
      findParameterProblem(parameters) ??
      (this.#session.knows(text) ? undefined : findTextProblem(text)) ??
      this.#findLoss();
    if (problem !== undefined) return Promise.reject(problem);
    return new Promise((resolve, reject) => {
      const outcome = this.#settle(text, resolve, reject);
      this.#session.run(text, parameters, prepare && !isTransient, outcome);
    });
  }

  script(text: string): Promise<void> {
    const problem = findTextProblem(text) ?? this.#findLoss();
    if (problem !== undefined) return Promise.reject(problem);
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        resolve();
      };
      this.#session.runScript(text, this.#settle(text, finish, reject));
    });
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    if (this.#socket.closed) return;
    const timer = setTimeout(() => this.#socket.destroy(), closeTimeoutMs);
    const closed = new Promise<void>((resolve) => {
      this.#socket.once("close", () => {
        resolve();
      });
    });
    await this.#session.becomeIdle();
    this.#session.terminate();
    await closed;
    clearTimeout(timer);
  }

  #settle(
    text: string,
    resolve: Outcome["resolve"],
    reject: (error: ArxError) => void,
  ): Outcome {
    return {
      resolve,
      reject: (error, neverRan) => {
        reject(
          error === undefined
            ? this.#lostError(neverRan)
            : translateError(error, text, serverExtensionHint),
        );
      },
    };
  }

  /** Takes nothing more, and tells the owner. */
  #lose(cause: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // The other side may have ended the session and still hold the connection.
    this.#socket.destroy();
    this.#session.abandon();
    this.#events.onClose(
      this.#closing === undefined ? this.#lostError(false, cause) : undefined,
    );
  }

  #findLoss(): ConnectionError | undefined {
    return this.#isOver ? this.#lostError(true) : undefined;
  }

  #lostError(neverRan: boolean, cause?: unknown): ConnectionError {
    return new ConnectionError(`The connection to ${this.#label} was lost.`, {
      neverRan,
      cause: isError(cause) ? copyWithoutValues(cause) : undefined,
    });
  }
}

function timedOut(options: PostgresOptions): ConnectionError {
  return new ConnectionError(
    `no answer within ${String(options.connectTimeoutMs)} ms.`,
    {
      hint: "Check host, port and firewall, or raise pool.connectTimeoutMs.",
    },
  );
}
