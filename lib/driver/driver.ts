import type { ArxError } from "../errors/arx-error";

/**
 * A statement as it goes over the wire: every parameter is text or NULL.
 *
 * @example
 * ```ts
 * const statement: DriverStatement = { text: "select $1::int + 1", parameters: ["1"] };
 * const { rows } = await db.reserve((session) => session.send(statement));
 * rows;   // [["2"]]
 * ```
 */
export interface DriverStatement {
  /** The SQL, with `$1` and so on where its parameters stand. */
  readonly text: string;
  /** The values in PostgreSQL's text format; null is NULL. */
  readonly parameters: readonly (string | null)[];
  /** Whether the text hardly comes again, so that no session keeps it prepared. */
  readonly isTransient?: boolean;
}

/**
 * One column of a result.
 *
 * @example
 * ```ts
 * const nameOf = ({ name }: DriverField) => name;
 * const { fields } = await db.reserve((session) => session.send({ text: "select 1 as one", parameters: [] }));
 * fields.map(nameOf);   // ["one"]
 * ```
 */
export interface DriverField {
  /** Its name in the result. */
  readonly name: string;
  /** The OID of its type in `pg_type`. */
  readonly typeId: number;
}

/**
 * A row: one text or NULL per field, in the order of the fields.
 *
 * @example
 * ```ts
 * const row: DriverRow = ["1", null];
 * ```
 */
export type DriverRow = readonly (string | null)[];

/**
 * What a statement gave back, undecoded.
 *
 * @example
 * ```ts
 * const result: DriverResult = await db.reserve((session) => session.send({ text: "select 1", parameters: [] }));
 * result.count;   // 1
 * ```
 */
export interface DriverResult {
  /** The columns, in order. */
  readonly fields: readonly DriverField[];
  /** The rows, each a list of texts. */
  readonly rows: readonly DriverRow[];
  /** The number of rows returned or affected, from the command tag. */
  readonly count: number;
}

/** One session with the database. Statements run in the order they are sent. */
export interface DriverConnection {
  /** The server's process id for this session; 0 where there is none (PGlite). */
  readonly processId: number;
  /**
   * Runs one statement, prepared and kept by its text when `prepare` is true.
   * @throws DatabaseError or one of its subclasses, by SQLSTATE.
   */
  query(statement: DriverStatement, prepare: boolean): Promise<DriverResult>;
  /** Runs a script of several statements without parameters, in one round trip. */
  script(text: string): Promise<void>;
  /**
   * Asks the server to stop what runs on this session. Resolves when no later
   * statement can be hit any more; when it rejects, one could be. Undefined
   * where a statement cannot be interrupted (PGlite).
   */
  readonly cancel: (() => Promise<void>) | undefined;
  /** Ends the session. Safe to call again. */
  close(): Promise<void>;
}

/** What a connection tells its owner. */
export interface ConnectionEvents {
  /** The session ended: by `close`, or from the other side, which has a reason. */
  onClose(reason: ArxError | undefined): void;
}

/** The port that every database engine is reached through. */
export interface Driver {
  readonly kind: "postgres" | "pglite";
  /** How many sessions the engine can hold: 1 for PGlite. */
  readonly maxSessions: number;
  /** How a person recognises this database in messages; never holds a secret. */
  readonly label: string;
  /**
   * Opens one session.
   * @throws ConnectionError when the database cannot be reached or refuses.
   */
  connect(events: ConnectionEvents): Promise<DriverConnection>;
  /** A copy of the whole database, for `PgliteOptions`; only where the engine can make one. No transaction may be open. */
  snapshot?(): Promise<Uint8Array>;
  /** Releases what the driver itself holds (PGlite's engine). Safe to call again. */
  close(): Promise<void>;
}
