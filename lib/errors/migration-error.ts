import { ArxError } from "./arx-error";
import type { ArxErrorOptions } from "./arx-error";
import { hideUnknown } from "./hide-unknown";

/**
 * Raised when a migration cannot be read, planned, proven or run.
 *
 * @example
 * ```ts
 * try {
 *   await migrate(db);
 * } catch (error) {
 *   if (error instanceof MigrationError)
 *     console.error(error.migration, error.message, error.hint);
 * }
 * ```
 */
export class MigrationError extends ArxError {
  readonly code: string = "MIGRATION";

  /** @param migration the id of the file, when one is to blame */
  constructor(
    message: string,
    readonly migration: string | undefined,
    options: ArxErrorOptions = {},
  ) {
    super(message, options);
    hideUnknown(this);
  }
}

/**
 * Raised by `migrateDown` when a migration has no way back.
 *
 * @example
 * ```ts
 * try {
 *   await migrateDown(db);
 * } catch (error) {
 *   if (error instanceof IrreversibleMigrationError)
 *     console.error(`${error.migration ?? ""} has no down`);
 * }
 * ```
 */
export class IrreversibleMigrationError extends MigrationError {
  override readonly code: string = "IRREVERSIBLE_MIGRATION";
}

/**
 * Raised when an applied migration was edited or is missing.
 *
 * @example
 * ```ts
 * try {
 *   await migrate(db);
 * } catch (error) {
 *   if (error instanceof MigrationHistoryError)
 *     await migrate(db, { allowChanged: true });
 * }
 * ```
 */
export class MigrationHistoryError extends MigrationError {
  override readonly code: string = "MIGRATION_HISTORY";
}

/**
 * Raised by `generate` when a migration would lose data and was not told to.
 *
 * @example
 * ```ts
 * try {
 *   await generate({ models: registry.definitions() });
 * } catch (error) {
 *   if (error instanceof DestructiveChangeError)
 *     console.error(`--allow "${error.allow.join('" --allow "')}"`);
 * }
 * ```
 */
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

/**
 * One thing that a plan cannot decide, and the ways to decide it.
 *
 * @example
 * ```ts
 * const question: OpenQuestion = {
 *   message: "cities.inhabitants is new and cities.population is gone.",
 *   ways: ['@Column({ renamedFrom: "population" })', "--rename cities.population=inhabitants"],
 * };
 * ```
 */
export interface OpenQuestion {
  /** What is open, to which object. */
  readonly message: string;
  /** Lines to write or flags to pass; one of them is enough. */
  readonly ways: readonly string[];
}

/**
 * Raised by `generate` when a change could mean two things, or cannot work on a
 * table with rows.
 *
 * @example
 * ```ts
 * try {
 *   await generate({ models: registry.definitions() });
 * } catch (error) {
 *   if (!(error instanceof UndecidedChangeError)) throw error;
 *   for (const { message, ways } of error.questions)
 *     console.error(message, ways);
 * }
 * ```
 */
export class UndecidedChangeError extends MigrationError {
  override readonly code: string = "UNDECIDED_CHANGE";

  /** @param questions what is open, each with the ways to decide it */
  constructor(
    message: string,
    readonly questions: readonly OpenQuestion[],
  ) {
    super(message, undefined, {
      hint: "Decide each by one of the lines below it, then generate again.",
    });
  }
}

/**
 * Raised when another process runs migrations or seeds on the same database, and
 * does not end within `lockWaitMs`.
 *
 * @example
 * ```ts
 * try {
 *   await migrate(db, { lockWaitMs: 1000 });
 * } catch (error) {
 *   if (error instanceof MigrationLockError) console.error(error.message);
 * }
 * ```
 */
export class MigrationLockError extends MigrationError {
  override readonly code: string = "MIGRATION_LOCK";
}

/**
 * Raised by `checkPending` when migrations are waiting to be applied.
 *
 * @example
 * ```ts
 * await checkPending(db);
 * // throws PendingMigrationsError: 1 migration is pending: 20260102090000_create_notes.
 * ```
 */
export class PendingMigrationsError extends MigrationError {
  override readonly code: string = "PENDING_MIGRATIONS";

  /** @param pending ids and names: `20260102090000_create_notes` */
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
