import type { ArxError } from "../errors/arx-error";
import type { StrictnessSource } from "../errors/query-error";

/**
 * One statement that has run, or failed.
 *
 * @example
 * ```ts
 * const events: QueryEvent[] = [];
 * const stop = db.on("query", (event) => events.push(event));
 * await City.count();   // select count(*) from "cities"
 * stop();
 * events[0]?.rows;   // 1
 * ```
 */
export interface QueryEvent {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "query";
  /** The name of the database it ran on, from `connect({ name })`. */
  readonly database: string;
  /** The SQL, with `$1` and so on where its parameters stand. */
  readonly text: string;
  /** One entry per parameter: "[REDACTED]" unless the listener asked to see them. */
  readonly parameters: readonly (string | null)[];
  /** Whether it begins or ends a transaction or savepoint. */
  readonly isControl: boolean;
  /** From the call to the answer, waiting for a connection included. */
  readonly durationMs: number;
  /** Whether that is as long as `slowQueryMs` or longer. */
  readonly isSlow: boolean;
  /** Rows returned or affected. */
  readonly rows: number;
  /** What went wrong; undefined when nothing did. */
  readonly error: ArxError | undefined;
}

/**
 * A step in the life of a transaction or savepoint.
 *
 * @example
 * ```ts
 * db.on("transaction", ({ state, depth, durationMs }: TransactionEvent) => {
 *   if (state !== "begun" && depth === 1) console.log(state, durationMs);
 * });
 * ```
 */
export interface TransactionEvent {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "transaction";
  /** The name of the database, from `connect({ name })`. */
  readonly database: string;
  /** What has just happened to it. */
  readonly state: "begun" | "committed" | "rolledBack";
  /** 1 for a transaction, more for the savepoints in it. */
  readonly depth: number;
  /** The `id` of its connection, as the events of connections have it. */
  readonly connectionId: number;
  /** Since it was begun; 0 for "begun". */
  readonly durationMs: number;
  /** Why it was rolled back: what the function given to `transaction` threw. Undefined unless `state` is "rolledBack". */
  readonly error: unknown;
}

/** What the events of connections have in common. */
interface ConnectionEvent {
  /** The name of the database, from `connect({ name })`. */
  readonly database: string;
  /** Counted from 1 in each database; not used again. */
  readonly id: number;
  /** The server's process id of the session; 0 on PGlite. */
  readonly processId: number;
  /** Connections with a statement under way, or in a transaction. */
  readonly active: number;
  /** Connections open now. */
  readonly total: number;
}

/**
 * A connection was opened.
 *
 * @example
 * ```ts
 * db.on("connectionCreated", ({ id, processId, total }: ConnectionCreatedEvent) => {
 *   console.log(`connection ${id} is process ${processId} of the server; ${total} are open`);
 * });
 * ```
 */
export interface ConnectionCreatedEvent extends ConnectionEvent {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "connectionCreated";
}

/**
 * Why a connection was closed: it was not needed (`idle`), old (`expired`),
 * ended from the other side (`lost`), in a state that nobody knows (`broken`),
 * or its database was closed (`closing`).
 *
 * @example
 * ```ts
 * const expected: readonly CloseReason[] = ["idle", "expired", "closing"];
 * ```
 */
export type CloseReason = "idle" | "expired" | "lost" | "broken" | "closing";

/**
 * A connection was closed: exactly one for each that was created.
 *
 * @example
 * ```ts
 * db.on("connectionClosed", ({ id, reason }: ConnectionClosedEvent) => console.log(id, reason));
 * ```
 */
export interface ConnectionClosedEvent extends ConnectionEvent {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "connectionClosed";
  /** Why it was closed. */
  readonly reason: CloseReason;
}

/**
 * A connection was lost, which `connectionClosed` follows, or could not be
 * opened; then it has no `id`.
 *
 * @example
 * ```ts
 * db.on("connectionError", ({ error }: ConnectionErrorEvent) => console.error(error.message));
 * ```
 */
export interface ConnectionErrorEvent extends Omit<
  ConnectionEvent,
  "id" | "processId"
> {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "connectionError";
  /** Undefined when it could not be opened. */
  readonly id: number | undefined;
  /** Undefined when it could not be opened. */
  readonly processId: number | undefined;
  /** What happened, without secrets. */
  readonly error: ArxError;
}

/**
 * A relation was awaited before it was loaded, which strict loading does not
 * allow, and is loaded all the same, because of
 * `connect({ strictLoading: { violation: "log" } })`. Once for each statement.
 *
 * @example
 * ```ts
 * db.on("strictLoading", ({ relation, source }: StrictLoadingEvent) => {
 *   console.warn(`${relation} is loaded on its own, though its ${source} is strict`);
 * });
 * ```
 */
export interface StrictLoadingEvent {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "strictLoading";
  /** The name of the database, from `connect({ name })`. */
  readonly database: string;
  /** The relation: `City.country`. */
  readonly relation: string;
  /** What asked for strict loading. */
  readonly source: StrictnessSource;
}

/**
 * `connect` has succeeded. Only `log` is told, because there is nobody else yet.
 *
 * @example
 * ```ts
 * const tell = ({ label, serverVersion }: DatabaseConnectedEvent) => console.log(`${label}, PostgreSQL ${serverVersion}`);
 * ```
 */
export interface DatabaseConnectedEvent {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "connected";
  /** The name of the database, from `connect({ name })`. */
  readonly database: string;
  /** How a person recognises the database: its URL without the password. */
  readonly label: string;
  /** The major version of the server. */
  readonly serverVersion: number;
  /** How long `connect` took. */
  readonly durationMs: number;
}

/**
 * Every connection of the database is closed.
 *
 * @example
 * ```ts
 * db.on("closed", ({ label }: DatabaseClosedEvent) => console.log(`${label} is closed`));
 * ```
 */
export interface DatabaseClosedEvent {
  /** Tells it apart from the other events that `log` is given. */
  readonly kind: "closed";
  /** The name of the database, from `connect({ name })`. */
  readonly database: string;
  /** How a person recognises the database: its URL without the password. */
  readonly label: string;
}

/**
 * What `db.on` can listen for, and what each listener is given.
 *
 * @example
 * ```ts
 * const count = (name: keyof DatabaseEvents) => console.log(name);
 * db.on("connectionCreated", () => count("connectionCreated"));
 * ```
 */
export interface DatabaseEvents {
  /** Every statement, after it has run. */
  readonly query: QueryEvent;
  /** Statements that took `slowQueryMs` or longer. */
  readonly slowQuery: QueryEvent;
  /** Transactions and savepoints: begun, committed, rolled back. */
  readonly transaction: TransactionEvent;
  /** Connections that were opened. */
  readonly connectionCreated: ConnectionCreatedEvent;
  /** Connections that were closed. */
  readonly connectionClosed: ConnectionClosedEvent;
  /** Connections that were lost or could not be opened. */
  readonly connectionError: ConnectionErrorEvent;
  /** Relations that were loaded on their own in spite of strict loading. */
  readonly strictLoading: StrictLoadingEvent;
  /** The end of `db.close()`. */
  readonly closed: DatabaseClosedEvent;
}

/**
 * The name of an event for `db.on`.
 *
 * @example
 * ```ts
 * const names: readonly DatabaseEventName[] = ["connectionCreated", "connectionClosed"];
 * ```
 */
export type DatabaseEventName = keyof DatabaseEvents;

/**
 * What `log` is given: every event once, told apart by `kind`.
 *
 * @example
 * ```ts
 * const log = (event: DatabaseEvent) => {
 *   if (event.kind === "connectionError") console.error(event.error.message);
 *   else if (event.kind === "query" && event.isSlow) console.warn(event.durationMs, event.text);
 * };
 * ```
 */
export type DatabaseEvent =
  DatabaseEvents[DatabaseEventName] | DatabaseConnectedEvent;

/**
 * Told of one kind of event. What it returns is of no interest, and what it throws breaks nothing.
 *
 * @example
 * ```ts
 * const warn: DatabaseEventListener<QueryEvent> = ({ text, durationMs }) => console.warn(text, durationMs);
 * db.on("slowQuery", warn);
 * ```
 */
export type DatabaseEventListener<Event> = (event: Event) => unknown;

/**
 * What a listener for statements is shown.
 *
 * @example
 * ```ts
 * const options: QueryListenerOptions = { parameters: true };
 * db.on("query", ({ text, parameters }) => console.log(text, parameters), options);
 * ```
 */
export interface QueryListenerOptions {
  /** Whether it sees the values of parameters. */
  readonly parameters?: boolean | undefined;
}

/** Told of statements. */
export type QueryListener = DatabaseEventListener<QueryEvent>;
