import { ArxError } from "./arx-error";
import type { ArxErrorOptions } from "./arx-error";

/** Raised when a migration cannot be read, planned, proven or run. */
export class MigrationError extends ArxError {
  readonly code: string = "MIGRATION";

  /** @param migration the id of the file, when one is to blame */
  constructor(
    message: string,
    readonly migration: string | undefined,
    options: ArxErrorOptions = {},
  ) {
    super(message, options);
  }
}

/** Raised when a migration has no way back. */
export class IrreversibleMigrationError extends MigrationError {
  override readonly code: string = "IRREVERSIBLE_MIGRATION";
}

/** Raised when an applied migration was edited or is missing. */
export class MigrationHistoryError extends MigrationError {
  override readonly code: string = "MIGRATION_HISTORY";
}

/** Raised when a migration would lose data and was not told to. */
export class DestructiveChangeError extends MigrationError {
  override readonly code: string = "DESTRUCTIVE_CHANGE";

  /** @param allow the names to pass to `--allow` */
  constructor(
    message: string,
    readonly allow: readonly string[],
    hint: string,
  ) {
    super(message, undefined, { hint });
  }
}

/** One thing that a plan cannot decide, and the ways to decide it. */
export interface OpenQuestion {
  readonly message: string;
  /** Lines to write or flags to pass; one of them is enough. */
  readonly ways: readonly string[];
}

/** Raised when a change could mean two things, or cannot work on a table with rows. */
export class UndecidedChangeError extends MigrationError {
  override readonly code: string = "UNDECIDED_CHANGE";

  constructor(
    message: string,
    readonly questions: readonly OpenQuestion[],
  ) {
    super(message, undefined, {
      hint: "Decide each by one of the lines below it, then generate again.",
    });
  }
}

/** Raised when another process runs migrations or seeds on the same database. */
export class MigrationLockError extends MigrationError {
  override readonly code: string = "MIGRATION_LOCK";
}

/** Raised by `checkPending` when migrations are waiting to be applied. */
export class PendingMigrationsError extends MigrationError {
  override readonly code: string = "PENDING_MIGRATIONS";

  constructor(readonly pending: readonly string[]) {
    const count =
      pending.length === 1
        ? "1 migration is pending"
        : `${String(pending.length)} migrations are pending`;
    super(`${count}: ${pending.join(", ")}.`, undefined, {
      hint: "Run: npx arx migrate",
    });
  }
}
