import { ArxError } from "./arx-error";
import type { ArxErrorOptions } from "./arx-error";

/** What the server reports beside its message. */
export interface DatabaseErrorDetails extends ArxErrorOptions {
  /** The five characters of PostgreSQL's appendix "Error Codes"; undefined when the error is not the server's. */
  readonly sqlState?: string | undefined;
  readonly detail?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
  /** The text of the statement; its parameters are never kept. */
  readonly sql?: string | undefined;
  /** Where in the text, from 1. */
  readonly position?: number | undefined;
}

/** Raised when the database refuses a statement. Subclasses follow SQLSTATE. */
export class DatabaseError extends ArxError {
  readonly code: string = "DATABASE";
  readonly sqlState: string | undefined;
  readonly detail: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly columns: readonly string[];
  readonly constraint: string | undefined;
  readonly sql: string | undefined;
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
  }
}

/** 23505: a unique constraint or index refused the row. */
export class UniqueViolationError extends DatabaseError {
  override readonly code: string = "UNIQUE_VIOLATION";
  override readonly suggestedStatus: number = 409;
}

/** 23503: a referenced row is missing, or a row is still referred to. */
export class ForeignKeyViolationError extends DatabaseError {
  override readonly code: string = "FOREIGN_KEY_VIOLATION";
  override readonly suggestedStatus: number = 400;
}

/** 23502: a column that must have a value has none. */
export class NotNullViolationError extends DatabaseError {
  override readonly code: string = "NOT_NULL_VIOLATION";
  override readonly suggestedStatus: number = 400;
}

/** 23514: a check constraint refused the row. */
export class CheckViolationError extends DatabaseError {
  override readonly code: string = "CHECK_VIOLATION";
  override readonly suggestedStatus: number = 400;
}

/** 40001: a concurrent transaction made this one impossible; run it again. */
export class SerializationFailureError extends DatabaseError {
  override readonly code: string = "SERIALIZATION_FAILURE";
  override readonly suggestedStatus: number = 503;
}

/** 40P01: two transactions waited for each other and this one was ended; run it again. */
export class DeadlockError extends DatabaseError {
  override readonly code: string = "DEADLOCK";
  override readonly suggestedStatus: number = 503;
}

/** 55P03: a row or table is locked and the statement would not wait. */
export class LockNotAvailableError extends DatabaseError {
  override readonly code: string = "LOCK_NOT_AVAILABLE";
  override readonly suggestedStatus: number = 503;
}

/** 57014: the statement ran longer than allowed and was cancelled at the server. */
export class QueryTimeoutError extends DatabaseError {
  override readonly code: string = "QUERY_TIMEOUT";
  override readonly suggestedStatus: number = 503;
}

/** What is known about a connection that was lost. */
export interface ConnectionErrorDetails extends DatabaseErrorDetails {
  readonly neverRan?: boolean | undefined;
}

/** Class 08 and 57P: the database cannot be reached, or ended the session. */
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

/** Raised by `connect` when the server is older than arx supports. */
export class UnsupportedServerError extends ArxError {
  readonly code = "UNSUPPORTED_SERVER";

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

/** Raised when no connection of the pool became free in time. */
export class PoolTimeoutError extends ArxError {
  readonly code = "POOL_TIMEOUT";

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

/** Raised when a model or `sql` is used and no connection is open. */
export class NotConnectedError extends ArxError {
  readonly code = "NOT_CONNECTED";

  constructor(user: string) {
    super(`${user} is used, but no database is connected.`, {
      hint: "Call connect({ database: 'pglite:memory' }) or connect({ database: 'postgres://…' }) first.",
    });
  }
}

/** Raised when a statement is sent to a transaction that has ended. */
export class TransactionClosedError extends ArxError {
  readonly code = "TRANSACTION_CLOSED";

  /** @param what came too late */
  constructor(what = "The statement") {
    super(`${what} came after its transaction had ended.`, {
      hint: "Await every call inside the function given to transaction().",
    });
  }
}

/** Raised when a statement of a transaction failed, its error was caught, and the transaction then tried to commit. */
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

/** Raised when a statement of an outer transaction waited too long for a nested one to end. */
export class TransactionBusyError extends ArxError {
  readonly code = "TRANSACTION_BUSY";

  constructor(readonly waitedMs: number) {
    super(
      `The statement waited ${String(waitedMs)} ms for a nested transaction on its connection to end.`,
      {
        hint: "Await the nested transaction first, and do not await the outer one's statements inside it.",
      },
    );
  }
}

/** Raised after a COMMIT when functions given to `afterCommit` failed; what was committed stays. */
export class AfterCommitError extends ArxError {
  readonly code = "AFTER_COMMIT";

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

/** Throw it inside `transaction` to undo everything; the call rejects with it. */
export class Rollback extends ArxError {
  readonly code = "ROLLBACK";

  constructor(reason = "The transaction was rolled back on request.") {
    super(reason);
  }
}

/** Raised when the configuration is wrong: what key, what value was expected. */
export class ConfigError extends ArxError {
  readonly code = "CONFIG";
}

/** The columns in the server's detail: `Key (tenant_id, slug)=(…) already exists.` */
function columnsOf(detail: string | undefined): readonly string[] {
  const list =
    detail === undefined ? undefined : /^Key \(([^)]*)\)=/.exec(detail)?.[1];
  return list === undefined ? [] : list.split(", ");
}
