import { ArxError } from "./arx-error";
import type { ArxErrorOptions } from "./arx-error";
import { hideUnknown } from "./hide-unknown";

/**
 * What the server reports beside its message; PostgreSQL's manual names the parts
 * in "Error and Notice Message Fields".
 *
 * @example
 * ```ts
 * const details: DatabaseErrorDetails = { sqlState: "23505", table: "users" };
 * const error = new UniqueViolationError("This email is taken.", details);
 * ```
 */
export interface DatabaseErrorDetails extends ArxErrorOptions {
  /** The five characters of PostgreSQL's appendix "Error Codes"; undefined when the error is not the server's. */
  readonly sqlState?: string | undefined;
  /** The server's second sentence, which may quote values of the row. */
  readonly detail?: string | undefined;
  /** The schema of the table. */
  readonly schema?: string | undefined;
  /** The table that the error is about. */
  readonly table?: string | undefined;
  /** The column that the error is about. */
  readonly column?: string | undefined;
  /** The constraint, or unique index, that refused the row. */
  readonly constraint?: string | undefined;
  /** The text of the statement; its parameters are never kept. */
  readonly sql?: string | undefined;
  /** Where in the text, from 1. */
  readonly position?: number | undefined;
}

/**
 * Raised when the database refuses a statement. Subclasses follow SQLSTATE.
 *
 * @example
 * ```ts
 * await db.query("select 1 / 0");   // throws DatabaseError: division by zero
 * ```
 */
export class DatabaseError extends ArxError {
  readonly code: string = "DATABASE";
  /** The five characters of PostgreSQL's appendix "Error Codes": `23505`. */
  readonly sqlState: string | undefined;
  /** The server's second sentence. It may quote values of the row, so printing the error leaves it out. */
  readonly detail: string | undefined;
  /** The schema of the table. */
  readonly schema: string | undefined;
  /** The table that the error is about. */
  readonly table: string | undefined;
  /** The columns that the error is about; empty when the server names none. */
  readonly columns: readonly string[];
  /** The constraint, or unique index, that refused the row. */
  readonly constraint: string | undefined;
  /** The text of the statement, without its parameters. */
  readonly sql: string | undefined;
  /** Where in the text the server stopped, from 1. */
  readonly position: number | undefined;
  /** The HTTP status that fits, for a web program. */
  readonly suggestedStatus: number = 500;

  constructor(message: string, details: DatabaseErrorDetails = {}) {
    super(message, details);
    this.sqlState = details.sqlState;
    this.detail = details.detail;
    // The detail quotes values of the row. Whoever asks for it gets it; printing the error does not show it.
    Object.defineProperty(this, "detail", { enumerable: false });
    this.schema = details.schema;
    this.table = details.table;
    this.columns =
      details.column === undefined
        ? columnsOf(details.detail)
        : [details.column];
    this.constraint = details.constraint;
    this.sql = details.sql;
    this.position = details.position;
    hideUnknown(this);
  }
}

/**
 * 23505: a unique constraint or index refused the row.
 *
 * @example
 * ```ts
 * try {
 *   await Country.create({ code: "de", name: "Deutschland" });
 * } catch (error) {
 *   if (!(error instanceof UniqueViolationError)) throw error;
 *   console.error(`${error.columns.join(", ")} is taken`);
 *   throw error;   // throws UniqueViolationError
 * }
 * ```
 */
export class UniqueViolationError extends DatabaseError {
  override readonly code: string = "UNIQUE_VIOLATION";
  override readonly suggestedStatus: number = 409;
}

/**
 * 23503: a referenced row is missing, or a row is still referred to.
 *
 * @example
 * ```ts
 * await db.execute("insert into cities (name, country_id) values ('Ulm', 9)");
 * // throws ForeignKeyViolationError
 * ```
 */
export class ForeignKeyViolationError extends DatabaseError {
  override readonly code: string = "FOREIGN_KEY_VIOLATION";
  override readonly suggestedStatus: number = 400;
}

/**
 * 23502: a column that must have a value has none.
 *
 * @example
 * ```ts
 * await db.execute("insert into countries (code) values ('nl')");
 * // throws NotNullViolationError
 * ```
 */
export class NotNullViolationError extends DatabaseError {
  override readonly code: string = "NOT_NULL_VIOLATION";
  override readonly suggestedStatus: number = 400;
}

/**
 * 23514: a check constraint refused the row.
 *
 * @example
 * ```ts
 * @Table()
 * @Check("price", "price > 0")
 * class Product extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "integer" }) declare price: number;
 * }
 *
 * await Product.create({ price: -1 });   // throws CheckViolationError
 * ```
 */
export class CheckViolationError extends DatabaseError {
  override readonly code: string = "CHECK_VIOLATION";
  override readonly suggestedStatus: number = 400;
}

/**
 * 23P01: an exclusion constraint refused the row, because another one is in its way.
 *
 * @example
 * ```ts
 * @Table()
 * @Exclude("during", { elements: [{ column: "during", with: "&&" }] })
 * class Booking extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "int4range" }) declare during: Range<number>;
 * }
 *
 * await Booking.create({ during: new Range(1, 5) });
 * await Booking.create({ during: new Range(4, 9) });   // throws ExclusionViolationError
 * ```
 */
export class ExclusionViolationError extends DatabaseError {
  override readonly code: string = "EXCLUSION_VIOLATION";
  override readonly suggestedStatus: number = 409;
}

/**
 * 40001: a concurrent transaction made this one impossible; run it again, or let
 * `retry` do it.
 *
 * @example
 * ```ts
 * await transaction(() => city.update({ population: 332_000 }), {
 *   isolation: "serializable",
 *   retry: 3,
 * });
 * ```
 */
export class SerializationFailureError extends DatabaseError {
  override readonly code: string = "SERIALIZATION_FAILURE";
  override readonly suggestedStatus: number = 503;
}

/**
 * 40P01: two transactions waited for each other and this one was ended; run it
 * again, or let `retry` do it.
 *
 * @example
 * ```ts
 * try {
 *   await transaction(() => city.update({ population: 332_000 }));
 * } catch (error) {
 *   if (error instanceof DeadlockError) console.error("try again");
 * }
 * ```
 */
export class DeadlockError extends DatabaseError {
  override readonly code: string = "DEADLOCK";
  override readonly suggestedStatus: number = 503;
}

/**
 * 55P03: a row or table is locked and the statement would not wait.
 *
 * @example
 * ```ts
 * try {
 *   await sql`select * from ${City} where id = 1 for update nowait`;
 * } catch (error) {
 *   if (error instanceof LockNotAvailableError) console.error("somebody edits it");
 * }
 * ```
 */
export class LockNotAvailableError extends DatabaseError {
  override readonly code: string = "LOCK_NOT_AVAILABLE";
  override readonly suggestedStatus: number = 503;
}

/**
 * What is known about a statement that was stopped.
 *
 * @example
 * ```ts
 * const details: StoppedStatementDetails = { sql: "select 1", neverRan: true };
 * const error = new QueryTimeoutError("The statement was not run.", details);
 * ```
 */
export interface StoppedStatementDetails extends DatabaseErrorDetails {
  /** Whether it was withdrawn before the server saw it; false unless told. */
  readonly neverRan?: boolean | undefined;
}

/**
 * 57014: the statement took longer than allowed. It was withdrawn before it
 * ran, or cancelled at the server.
 *
 * @example
 * ```ts
 * await db.query("select * from cities order by random()", [], { timeoutMs: 500 }).catch((error) => {
 *   if (error instanceof QueryTimeoutError) return [];
 *   throw error;
 * });
 * ```
 */
export class QueryTimeoutError extends DatabaseError {
  override readonly code: string = "QUERY_TIMEOUT";
  override readonly suggestedStatus: number = 503;
  /** True when the statement was withdrawn before the server saw it. */
  readonly neverRan: boolean;

  constructor(message: string, details: StoppedStatementDetails = {}) {
    super(message, details);
    this.neverRan = details.neverRan ?? false;
  }
}

/**
 * The signal given to a statement was aborted; `cause` is its reason. It was
 * withdrawn before it ran, or cancelled at the server.
 *
 * @example
 * ```ts
 * const controller = new AbortController();
 * setTimeout(() => controller.abort(), 500);
 * await db.query("select name from cities", [], { signal: controller.signal }).catch((error) => {
 *   if (error instanceof QueryAbortedError) return [];
 *   throw error;
 * });
 * ```
 */
export class QueryAbortedError extends DatabaseError {
  override readonly code: string = "QUERY_ABORTED";
  override readonly suggestedStatus: number = 499;
  /** True when the statement was withdrawn before the server saw it. */
  readonly neverRan: boolean;

  constructor(message: string, details: StoppedStatementDetails = {}) {
    super(message, details);
    this.neverRan = details.neverRan ?? false;
  }
}

/**
 * 25006: something was to be written in a read-only transaction, in a read-only
 * session or on a standby.
 *
 * @example
 * ```ts
 * await db.transaction(() => db.execute("delete from cities"), { readOnly: true });
 * // throws ReadOnlyError: cannot execute DELETE in a read-only transaction
 * ```
 */
export class ReadOnlyError extends DatabaseError {
  override readonly code: string = "READ_ONLY";
  override readonly suggestedStatus: number = 503;
}

/**
 * What is known about a connection that was lost.
 *
 * @example
 * ```ts
 * const details: ConnectionErrorDetails = { sqlState: "57P01", neverRan: false };
 * const error = new ConnectionError("The server ended the session.", details);
 * ```
 */
export interface ConnectionErrorDetails extends DatabaseErrorDetails {
  /** Whether the server certainly did not run the statement; false unless told. */
  readonly neverRan?: boolean | undefined;
}

/**
 * Class 08 and 57P: the database cannot be reached, or ended the session.
 *
 * @example
 * ```ts
 * try {
 *   await city.save();
 * } catch (error) {
 *   if (error instanceof ConnectionError && error.neverRan) await city.save();
 *   else throw error;
 * }
 * ```
 */
export class ConnectionError extends DatabaseError {
  override readonly code: string = "CONNECTION";
  override readonly suggestedStatus: number = 503;
  /** True when the server certainly did not run the statement, so that it may be sent again. */
  readonly neverRan: boolean;

  constructor(message: string, details: ConnectionErrorDetails = {}) {
    super(message, details);
    this.neverRan = details.neverRan ?? false;
  }
}

/**
 * Raised by `connect` when the server is older than arx supports.
 *
 * @example
 * ```ts
 * try {
 *   await connect({ database: "postgres://localhost/shop" });
 * } catch (error) {
 *   if (error instanceof UnsupportedServerError)
 *     console.error(`${error.version} is older than ${String(error.minimum)}`);
 * }
 * ```
 */
export class UnsupportedServerError extends ArxError {
  readonly code = "UNSUPPORTED_SERVER";

  /**
   * @param version the server's version: `13.4`
   * @param minimum the oldest major version that arx supports
   */
  constructor(
    readonly version: string,
    readonly minimum: number,
  ) {
    super(
      `The server runs PostgreSQL ${version}; arx needs ${String(minimum)} or newer.`,
      {
        hint: `Upgrade the server to PostgreSQL ${String(minimum)} or newer, or use pglite:memory.`,
      },
    );
  }
}

/**
 * Raised when no connection of the pool became free in time.
 *
 * @example
 * ```ts
 * try {
 *   await City.count();
 * } catch (error) {
 *   if (error instanceof PoolTimeoutError)
 *     console.error(`waited ${String(error.waitedMs)} ms`, db.stats());
 * }
 * ```
 */
export class PoolTimeoutError extends ArxError {
  readonly code = "POOL_TIMEOUT";

  /**
   * @param waitedMs how long it waited, in milliseconds
   * @param max how many connections the pool may have
   */
  constructor(
    readonly waitedMs: number,
    readonly max: number,
  ) {
    super(
      `No connection became free within ${String(waitedMs)} ms; all ${String(max)} are in use.`,
      {
        hint: "Raise pool.max or pool.acquireTimeoutMs, or look for a transaction that is never finished.",
      },
    );
  }
}

/**
 * Raised when a model or `sql` is used and no connection is open, or not the one
 * that the model is bound to.
 *
 * @example
 * ```ts
 * @Table({ connection: "reports" })
 * class Visit extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * await Visit.count();
 * // throws NotConnectedError: Visit is used, but its connection "reports" is not open.
 * ```
 */
export class NotConnectedError extends ArxError {
  readonly code = "NOT_CONNECTED";

  /**
   * @param user what was used: `City`
   * @param connection the name in `@Table({ connection })`
   */
  constructor(
    user: string,
    readonly connection?: string,
  ) {
    super(
      connection === undefined
        ? `${user} is used, but no database is connected.`
        : `${user} is used, but its connection "${connection}" is not open.`,
      {
        hint:
          connection === undefined
            ? "Call connect({ database: 'pglite:memory' }) or connect({ database: 'postgres://…' }) first."
            : `Call connect({ database: 'postgres://…', name: '${connection}' }) first.`,
      },
    );
    hideUnknown(this);
  }
}

/**
 * Raised when a model bound to one connection is written inside a transaction of
 * another, which could not undo it.
 *
 * @example
 * ```ts
 * @Table({ connection: "reports" })
 * class Visit extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 * }
 *
 * const reports = await connect({ database: "pglite:memory", name: "reports" });
 * await using closing = reports;
 * await transaction(() => Visit.create({}));   // throws CrossConnectionError
 * ```
 */
export class CrossConnectionError extends ArxError {
  readonly code = "CROSS_CONNECTION";

  /**
   * @param model the class that was written
   * @param connection the name in its `@Table({ connection })`
   * @param transaction the name of the connection whose transaction runs
   */
  constructor(
    readonly model: string,
    readonly connection: string,
    transaction: string,
  ) {
    super(
      `${model} is written inside a transaction of "${transaction}", but lives on "${connection}": a rollback would not undo it.`,
      {
        hint: `Put a transaction of "${connection}" around as well, or write ${model} outside, or inside run() of "${connection}" when it may stay.`,
      },
    );
  }
}

/**
 * Raised when a statement is sent to a transaction that has ended, mostly because
 * a call inside it was not awaited.
 *
 * @example
 * ```ts
 * import { setTimeout as sleep } from "node:timers/promises";
 *
 * let late: Promise<number> | undefined;
 * await transaction(() => {
 *   late = sleep(1).then(() => City.count());   // not awaited
 * });
 * await late;   // throws TransactionClosedError
 * ```
 */
export class TransactionClosedError extends ArxError {
  readonly code = "TRANSACTION_CLOSED";

  /** @param what came too late */
  constructor(what = "The statement") {
    super(`${what} came after its transaction had ended.`, {
      hint: "Await every call inside the function given to transaction().",
    });
  }
}

/**
 * Raised when a statement of a transaction failed, its error was caught, and the
 * transaction then tried to commit.
 *
 * @example
 * ```ts
 * await transaction(async () => {
 *   await db.query("select 1 / 0").catch(() => undefined);
 * });
 * // throws TransactionAbortedError
 * ```
 */
export class TransactionAbortedError extends ArxError {
  readonly code = "TRANSACTION_ABORTED";

  constructor(cause: unknown) {
    super(
      "The transaction was rolled back: a statement in it failed, and the error was caught inside.",
      {
        hint: "Put the statement that may fail into a transaction() of its own, which becomes a savepoint.",
        cause,
      },
    );
  }
}

/**
 * Raised when a statement of an outer transaction waited too long for a nested one
 * to end: on one connection it would become part of the nested one.
 *
 * @example
 * ```ts
 * try {
 *   await transaction(async () => {
 *     await Promise.all([transaction(() => city.save()), City.count()]);
 *   });
 * } catch (error) {
 *   if (error instanceof TransactionBusyError) console.error(error.waitedMs);
 * }
 * ```
 */
export class TransactionBusyError extends ArxError {
  readonly code = "TRANSACTION_BUSY";

  /** @param waitedMs how long it waited, in milliseconds */
  constructor(readonly waitedMs: number) {
    super(
      `The statement waited ${String(waitedMs)} ms for a nested transaction on its connection to end.`,
      {
        hint: "Await the nested transaction first, and do not await the outer one's statements inside it.",
      },
    );
  }
}

/**
 * Raised after a COMMIT when functions given to `afterCommit` failed; what was
 * committed stays.
 *
 * @example
 * ```ts
 * await transaction(async () => {
 *   await city.update({ name: "Bonn" });
 *   afterCommit(() => Promise.reject(new Error("The mail server is away.")));
 * });
 * // throws AfterCommitError
 * ```
 */
export class AfterCommitError extends ArxError {
  readonly code = "AFTER_COMMIT";

  /** @param errors what the functions threw, in their order */
  constructor(readonly errors: readonly unknown[]) {
    super(
      "The transaction is committed, but a function given to afterCommit failed.",
      {
        hint: "Catch errors inside the function; `errors` holds each of them.",
        cause: errors[0],
      },
    );
  }
}

/**
 * Throw it inside `transaction` to undo everything; the call rejects with it.
 *
 * @example
 * ```ts
 * await transaction(async () => {
 *   await city.destroy();
 *   throw new Rollback("It was only a rehearsal.");
 * });
 * // throws Rollback: It was only a rehearsal.
 * ```
 */
export class Rollback extends ArxError {
  readonly code = "ROLLBACK";

  constructor(reason = "The transaction was rolled back on request.") {
    super(reason);
  }
}

/**
 * Raised when the configuration is wrong: what key, what value was expected.
 *
 * @example
 * ```ts
 * await connect({ database: "pglite:memory", pool: { max: 0 } });
 * // throws ConfigError: pool.max takes a whole number from 1.
 * ```
 */
export class ConfigError extends ArxError {
  readonly code = "CONFIG";
}

/** The columns in the server's detail: `Key (tenant_id, slug)=(…) already exists.` */
function columnsOf(detail: string | undefined): readonly string[] {
  const list =
    detail === undefined ? undefined : /^Key \(([^)]*)\)=/.exec(detail)?.[1];
  return list === undefined ? [] : list.split(", ");
}
