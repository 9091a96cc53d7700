import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import postgres from "postgres";
import type { ArxError } from "../errors/arx-error";
import { ConnectionError } from "../errors/database-error";
import { InvalidArgumentError } from "../errors/query-error";
import { AnswerWatch } from "./answer-watch";
import { describeConnection } from "./connection-options";
import type { PostgresOptions } from "./connection-options";
import type {
  ConnectionEvents,
  Driver,
  DriverConnection,
  DriverResult,
  DriverStatement,
} from "./driver";
import { clientOptions } from "./postgres-client-options";
import { connectSocket } from "./postgres-socket";
import { PreparedTexts } from "./prepared-texts";
import { sessionSetup } from "./session-settings";
import { findParameterProblem, findTextProblem } from "./statement-text";
import { TextResult } from "./text-result";
import type { RawResult } from "./text-result";
import { describeRefusal, translateError } from "./translate-error";

/** The longest time that `setTimeout` can wait. */
const longestTimer = 2 ** 31 - 1;
/** How long `close` waits for the server to end the session before it cuts it. */
const closeTimeoutSeconds = 5;

/** The driver for a PostgreSQL server, over the npm package `postgres`. */
export function createPostgresDriver(options: PostgresOptions): Driver {
  return {
    kind: "postgres",
    maxSessions: Number.POSITIVE_INFINITY,
    label: describeConnection(options),
    connect: (events) => openConnection(options, events),
    close: () => Promise.resolve(),
  };
}

async function openConnection(
  options: PostgresOptions,
  events: ConnectionEvents,
): Promise<DriverConnection> {
  const label = describeConnection(options);
  const raw = new Socket();
  // A socket without a listener for its errors would end the process.
  raw.on("error", () => undefined);
  const timer = setTimeout(
    () => raw.destroy(timedOut(options)),
    Math.min(options.connectTimeoutMs, longestTimer),
  );
  try {
    const socket = await connectSocket(raw, options);
    return await PostgresConnection.start(socket, options, events);
  } catch (error) {
    // When the time is over, what was waited for only says that the socket is closed.
    const reason = raw.errored ?? error;
    raw.destroy();
    throw describeRefusal(reason, label);
  } finally {
    clearTimeout(timer);
  }
}

/** One session: a client of `postgres` that holds one connection and never opens a second. */
class PostgresConnection implements DriverConnection {
  processId = 0;
  readonly #client: postgres.Sql;
  readonly #socket: Socket;
  readonly #label: string;
  readonly #watch: AnswerWatch;
  readonly #prepared = new PreparedTexts();
  readonly #lost: Promise<never>;
  #rejectLost: (reason: unknown) => void = () => undefined;
  #isOver = false;
  #closing: Promise<void> | undefined;

  /** Logs in over a connected socket. */
  static async start(
    socket: Socket,
    options: PostgresOptions,
    events: ConnectionEvents,
  ): Promise<PostgresConnection> {
    const connection = new PostgresConnection(socket, options);
    connection.#watch.begin();
    connection.processId = await Promise.race([
      connection.#setUp(),
      connection.#lost,
    ]);
    connection.#watch.end();
    connection.#lost.catch((reason: unknown) => {
      events.onClose(
        connection.#closing === undefined ? (reason as Error) : undefined,
      );
    });
    return connection;
  }

  private constructor(socket: Socket, options: PostgresOptions) {
    this.#socket = socket;
    this.#label = describeConnection(options);
    this.#lost = new Promise((_, reject) => (this.#rejectLost = reject));
    this.#lost.catch(() => undefined);
    // Whichever comes first; the others may take a while, and nothing must be sent meanwhile.
    const lose = (reason?: unknown): void => {
      this.#lose(reason);
    };
    this.#watch = new AnswerWatch(socket, lose);
    socket.once("error", lose);
    socket.once("end", lose);
    socket.once("close", () => {
      lose();
      // Rejects what `postgres` still holds back, which it would otherwise try to send elsewhere.
      void this.#client.end({ timeout: 0 });
    });
    this.#client = postgres(clientOptions(socket, options));
  }

  /** @returns the server's process id */
  async #setUp(): Promise<number> {
    const result = await this.#client.unsafe(sessionSetup).simple();
    // The package's types call the key `pid` private, and it is not there for a script of several statements.
    return (result as unknown as RawResult).state.pid;
  }

  query(statement: DriverStatement, prepare: boolean): Promise<DriverResult> {
    const { text, parameters } = statement;
    if (this.#isOver) return Promise.reject(this.#lostError(true));
    const problem =
      findParameterProblem(parameters) ??
      (this.#prepared.has(text) ? undefined : findTextProblem(text));
    if (problem !== undefined) return Promise.reject(problem);
    const isPrepared = prepare && this.#prepared.claim(text);
    this.#watch.begin();
    return this.#send(text, parameters, isPrepared).then(
      (result) => {
        this.#answered(text, isPrepared);
        return this.#read(result);
      },
      (error: unknown) => {
        throw this.#fail(error, text, isPrepared);
      },
    );
  }

  async script(text: string): Promise<void> {
    const problem = findTextProblem(text);
    if (problem !== undefined) throw problem;
    this.#watch.begin();
    try {
      await this.#client.unsafe(text, [], { prepare: false }).simple();
    } catch (error) {
      // A script gives no sign of what ran before it was cut off.
      throw this.#isOver ? this.#lostError() : translateError(error, text);
    } finally {
      this.#watch.end();
    }
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    await this.#client.end({ timeout: closeTimeoutSeconds });
    this.#socket.destroy();
  }

  /**
   * Hands a statement over. `postgres` asks the server for the parameters'
   * types first, a round trip that also holds up the statements behind it;
   * ours are text already. It skips that when it is given no arguments and
   * finds the parameters in place, as on the second run of its own retries.
   */
  #send(
    text: string,
    parameters: DriverStatement["parameters"],
    prepare: boolean,
  ): Promise<RawResult> {
    const query = this.#client
      .unsafe(text, [], {
        prepare,
        simple: false,
      } as postgres.UnsafeQueryOptions)
      .values();
    // Neither this field nor the shape of the result is in the package's types.
    const raw = query as unknown as Promise<RawResult> & {
      parameters: (string | null)[];
    };
    raw.parameters = parameters.slice();
    return raw;
  }

  #read(result: RawResult | Duplex): DriverResult {
    if (Array.isArray(result)) return new TextResult(result);
    // COPY answers with a stream, and the session is of no use until that has ended.
    result.on("error", () => undefined);
    this.#lose();
    this.#socket.destroy();
    throw new InvalidArgumentError(
      "COPY from or to the program cannot run as a query.",
    );
  }

  /** Takes nothing more, and tells the owner. */
  #lose(reason: unknown = this.#lostError()): void {
    this.#isOver = true;
    this.#rejectLost(reason);
  }

  #answered(text: string, isPrepared: boolean): void {
    this.#watch.end();
    if (isPrepared) this.#prepared.settle(text);
  }

  #fail(error: unknown, text: string, isPrepared: boolean): ArxError {
    if (this.#isOver || isCutOff(error))
      return this.#lostError(this.#watch.nothingRan);
    this.#answered(text, isPrepared);
    return translateError(error, text);
  }

  #lostError(neverRan = false): ConnectionError {
    return new ConnectionError(`The connection to ${this.#label} was lost.`, {
      neverRan,
    });
  }
}

/** `postgres` itself refuses statements while it closes. */
function isCutOff(error: unknown): boolean {
  const code: unknown =
    error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" && code.startsWith("CONNECTION_");
}

function timedOut(options: PostgresOptions): ConnectionError {
  return new ConnectionError(
    `no answer within ${String(options.connectTimeoutMs)} ms.`,
    {
      hint: "Check host, port and firewall, or raise pool.connectTimeoutMs.",
    },
  );
}
