import { Socket } from "node:net";
import postgres from "postgres";
import type { ArxError } from "../errors/arx-error";
import { ConnectionError } from "../errors/database-error";
import { InvalidArgumentError } from "../errors/query-error";
import { AnswerWatch } from "./answer-watch";
import { describeConnection } from "./connection-options";
import type { PostgresOptions } from "./connection-options";
import type { ConnectionEvents, Driver, DriverConnection, DriverField, DriverResult, DriverRow, DriverStatement } from "./driver";
import { connectSocket } from "./postgres-socket";
import { PreparedTexts } from "./prepared-texts";
import { sessionSetup } from "./session-settings";
import { checkStatementText } from "./statement-text";
import { describeRefusal, translateError } from "./translate-error";

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

async function openConnection(options: PostgresOptions, events: ConnectionEvents): Promise<DriverConnection> {
  const label = describeConnection(options);
  const raw = new Socket();
  // A socket without a listener for its errors would end the process.
  raw.on("error", () => undefined);
  const timer = setTimeout(() => raw.destroy(timedOut(options)), options.connectTimeoutMs);
  try {
    const socket = await connectSocket(raw, options);
    return await PostgresConnection.start(socket, options, events);
  } catch (error) {
    raw.destroy();
    throw describeRefusal(error, label);
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
  #isOver = false;
  #closing: Promise<void> | undefined;

  /** Logs in over a connected socket. */
  static async start(socket: Socket, options: PostgresOptions, events: ConnectionEvents): Promise<PostgresConnection> {
    const connection = new PostgresConnection(socket, options);
    connection.#watch.begin();
    const first = await Promise.race([connection.#send(sessionSetup, [], false), connection.#lost]);
    connection.#watch.end();
    connection.processId = first.state.pid;
    connection.#lost.catch((reason: unknown) => {
      events.onClose(connection.#closing === undefined ? (reason as Error) : undefined);
    });
    return connection;
  }

  private constructor(socket: Socket, options: PostgresOptions) {
    this.#socket = socket;
    this.#label = describeConnection(options);
    let rejectLost: (reason: unknown) => void = () => undefined;
    this.#lost = new Promise((_, reject) => (rejectLost = reject));
    this.#lost.catch(() => undefined);
    const lose = (reason: unknown = this.#lostError()): void => {
      this.#isOver = true;
      rejectLost(reason);
    };
    // Whichever comes first; the others may take a while, and nothing must be sent meanwhile.
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

  query(statement: DriverStatement, prepare: boolean): Promise<DriverResult> {
    const { text, parameters } = statement;
    if (this.#isOver) return Promise.reject(this.#lostError(true));
    try {
      if (!this.#prepared.has(text)) checkStatementText(text);
    } catch (error) {
      // A promise must not throw instead of rejecting.
      return Promise.reject(error as ArxError);
    }
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
    checkStatementText(text);
    // A script gives no sign of what ran before it was cut off.
    this.#watch.begin();
    this.#watch.end();
    try {
      await this.#client.unsafe(text, [], { prepare: false }).simple();
    } catch (error) {
      throw this.#isOver ? this.#lostError() : translateError(error, text);
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
  #send(text: string, parameters: DriverStatement["parameters"], prepare: boolean): Promise<RawResult> {
    const query = this.#client.unsafe(text, [], { prepare, simple: false } as postgres.UnsafeQueryOptions).values();
    // Neither this field nor the shape of the result is in the package's types.
    const raw = query as unknown as Promise<RawResult> & { parameters: (string | null)[] };
    raw.parameters = parameters.slice();
    return raw;
  }

  #read(result: RawResult): DriverResult {
    if (Array.isArray(result)) return new TextResult(result);
    // COPY answers with a stream, and the session is of no use until that has ended.
    this.#socket.destroy();
    throw new InvalidArgumentError("COPY from or to the program cannot run as a query.");
  }

  #answered(text: string, isPrepared: boolean): void {
    this.#watch.end();
    if (isPrepared) this.#prepared.settle(text);
  }

  #fail(error: unknown, text: string, isPrepared: boolean): ArxError {
    if (this.#isOver || isCutOff(error)) return this.#lostError(this.#watch.nothingRan);
    this.#answered(text, isPrepared);
    return translateError(error, text);
  }

  #lostError(neverRan = false): ConnectionError {
    return new ConnectionError(`The connection to ${this.#label} was lost.`, { neverRan });
  }
}

/** What `postgres` resolves to: the rows, with fields of their own beside them. */
type RawResult = DriverRow[] & {
  readonly count: number | null;
  readonly columns: readonly { readonly name: string; readonly type: number }[] | null;
  readonly state: { readonly pid: number };
};

/** Names the fields only when asked: the hot paths know them already. */
class TextResult implements DriverResult {
  constructor(readonly rows: RawResult) {}

  get fields(): readonly DriverField[] {
    return (this.rows.columns ?? []).map(({ name, type }) => ({ name, typeId: type }));
  }

  get count(): number {
    return this.rows.count ?? 0;
  }
}

/** The types that `postgres` would convert. */
const convertedTypes = [16, 17, 21, 23, 25, 26, 114, 700, 701, 1082, 1114, 1184, 3802];

const keepText = (text: unknown): unknown => text;

/**
 * Every setting that `postgres` would otherwise take from PG* variables of the
 * environment is given. Pool settings are off: the pool is ours.
 */
function clientOptions(socket: Socket, options: PostgresOptions) {
  return {
    host: options.host,
    port: options.port,
    user: options.user,
    password: () => options.password,
    database: options.database,
    connection: {
      application_name: options.applicationName,
      ...(options.sessionOptions === undefined ? {} : { options: options.sessionOptions }),
    },
    socket: giveOnce(socket),
    types: { text: { to: 25, from: convertedTypes, serialize: keepText, parse: keepText } },
    max: 1,
    ssl: false,
    sslnegotiation: null,
    connect_timeout: 0,
    idle_timeout: 0,
    max_lifetime: null,
    max_pipeline: 10_000,
    keep_alive: 60,
    backoff: false,
    prepare: true,
    debug: false,
    fetch_types: false,
    publications: "",
    onnotice: () => undefined,
  };
}

/** A session that is lost stays lost: the client gets no second socket. */
function giveOnce(socket: Socket): () => Socket {
  let isGiven = false;
  return () => {
    if (isGiven) throw new ConnectionError("The session has ended.");
    isGiven = true;
    return socket;
  };
}

/** `postgres` itself refuses statements while it closes. */
function isCutOff(error: unknown): boolean {
  const code: unknown = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" && code.startsWith("CONNECTION_");
}

function timedOut(options: PostgresOptions): ConnectionError {
  return new ConnectionError(`no answer within ${String(options.connectTimeoutMs)} ms.`, {
    hint: "Check host, port and firewall, or raise pool.connectTimeoutMs.",
  });
}
