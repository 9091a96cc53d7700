import type { Database } from "../database/database";
import { DatabaseError, LockNotAvailableError } from "../errors/database-error";
import { MigrationError } from "../errors/migration-error";
import type { Change } from "../schema/change";
import type { CompiledQuery } from "../sql/compiled-query";
import { compileChange } from "../sql/ddl/compile-change";
import { quoteName, quoteText } from "../util/quote";
import { prepareConcurrentIndex } from "./build-concurrently";
import { describeChange } from "./describe-change";

/**
 * How a migration is called: the two parts of its file name.
 *
 * @example
 * ```ts
 * function label({ id, name }: MigrationName): string {
 *   return `${id}_${name}`;
 * }
 * (await migrate(db)).map(label);   // ["20260102090000_create_notes"]
 * ```
 */
export interface MigrationName {
  /** The digits that begin it: `20260102090000`. */
  readonly id: string;
  /** What follows them: `create_notes`. */
  readonly name: string;
}

/**
 * Runs the changes of one direction of a migration, one after the other.
 * @throws MigrationError that names the migration and the change that the database refused
 */
export async function runChanges(
  database: Database,
  migration: MigrationName,
  changes: readonly Change[],
  isTransaction: boolean,
): Promise<void> {
  for (const [index, change] of changes.entries()) {
    try {
      await runChange(database, change);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const place = `change ${String(index + 1)} of ${String(changes.length)} (${describeChange(change)})`;
      const rest =
        index > 0 && !isTransaction
          ? ". What stands before it has run and stays: the file has no transaction"
          : "";
      throw new MigrationError(
        `The migration ${migration.id}_${migration.name} failed at ${place}: ${error.message}${rest}`,
        migration.id,
        {
          cause: error,
          hint: joinHints(
            hintForExtension(error, change) ?? hintFor(error),
            isTransaction
              ? undefined
              : describeWayOn(change, changes.slice(0, index)),
          ),
        },
      );
    }
  }
}

/** The SQL of changes as a script for a person, each statement ended by a semicolon. */
export function toScript(changes: readonly Change[]): string {
  return changes
    .flatMap(compileChange)
    .map((query) => `${withValues(query).trim().replace(/;$/, "")};\n`)
    .join("");
}

/** psql knows no parameters: the values stand in the text. */
function withValues({ text, parameters }: CompiledQuery): string {
  if (parameters.length === 0) return text;
  return text.replace(/\$(\d+)/g, (placeholder, number) => {
    const value = parameters[Number(number) - 1];
    if (value === undefined) return placeholder;
    return value === null ? "null" : quoteText(value);
  });
}

async function runChange(database: Database, change: Change): Promise<void> {
  if (change.kind === "create index" && change.concurrently) {
    if (await prepareConcurrentIndex(database, change)) return;
  }
  for (const query of compileChange(change)) {
    // A script is not prepared, and a user's SQL without values may hold several statements.
    if (query.parameters.length === 0) await database.script(query.text);
    else await database.send(query);
  }
}

/** Whether an extension can be had is decided on the server. */
function hintForExtension(
  { sqlState }: DatabaseError,
  change: Change,
): string | undefined {
  if (change.kind !== "create extension") return undefined;
  const { name } = change;
  return sqlState === "42501"
    ? `Let a superuser create it once in this database: create extension ${quoteName(name)}. Then run the migration again.`
    : `Install ${name} where the server runs: most extensions come with the package postgresql-contrib, vector with pgvector; hosted databases have a list of those that can be switched on.`;
}

function hintFor(error: DatabaseError): string | undefined {
  if (error instanceof LockNotAvailableError)
    return "Another session uses the table. Try again when it has ended, or wait longer with --lock-timeout 30000 (milliseconds).";
  if (isDependedOn(error))
    return "Something that SQL made, a view for instance, depends on it. Write a migration by hand that drops it by m.sql, makes this change, and makes it again.";
  if (error.sqlState === "55P04")
    return "A value that is added to an enum type can be used by the next migration, not by the one that adds it.";
  // What is missing here is not what a pending migration would bring: this is one.
  const isMissing = error.sqlState === "42P01" || error.sqlState === "42703";
  return isMissing ? undefined : error.hint;
}

/** What to do about a file without a transaction: it is not in the ledger, and a part of it may have run. */
function describeWayOn(
  change: Change,
  done: readonly Change[],
): string | undefined {
  // PostgreSQL keeps the index that it could not build, unusable and in the way of the next attempt.
  const cleaning = isBuiltConcurrently(change)
    ? "Run it again: the unusable index that this attempt may have left is dropped then."
    : undefined;
  // Indexes that are finished are kept by the next attempt.
  const undoing = done.some((each) => !isBuiltConcurrently(each))
    ? "Undo by hand what has run, or take it out of the file, which the ledger does not have yet; then run it again."
    : undefined;
  return joinHints(cleaning, undoing);
}

function isBuiltConcurrently(change: Change): boolean {
  return change.kind === "create index" && change.concurrently;
}

function joinHints(
  ...hints: readonly (string | undefined)[]
): string | undefined {
  const known = hints.filter((hint) => hint !== undefined);
  return known.length === 0 ? undefined : known.join(" ");
}

/** Refused because of another object: a drop (2BP01), or a new type for a column that a view or rule reads (0A000). */
function isDependedOn({ sqlState, message }: DatabaseError): boolean {
  return (
    sqlState === "2BP01" ||
    (sqlState === "0A000" && /used by|depends on/.test(message))
  );
}
