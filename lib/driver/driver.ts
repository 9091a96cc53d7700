/** A statement as it goes over the wire: every parameter is text or NULL. */
export interface DriverStatement {
  readonly text: string;
  readonly parameters: readonly (string | null)[];
}

/** One column of a result. */
export interface DriverField {
  readonly name: string;
  /** The OID of its type in `pg_type`. */
  readonly typeId: number;
}

/** A row: one text or NULL per field, in the order of the fields. */
export type DriverRow = readonly (string | null)[];

/** What a statement gave back, undecoded. */
export interface DriverResult {
  readonly fields: readonly DriverField[];
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
  /** Ends the session. Safe to call again. */
  close(): Promise<void>;
}

/** What a connection tells its owner. */
export interface ConnectionEvents {
  /** The session ended, by `close` or from the other side. */
  onClose(reason: Error | undefined): void;
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
  /** Releases what the driver itself holds (PGlite's engine). Safe to call again. */
  close(): Promise<void>;
}
