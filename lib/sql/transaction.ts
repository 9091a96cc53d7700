import { skipLeadingComments } from "../util/leading-comments";
import type { CompiledQuery } from "./compiled-query";

/** PostgreSQL's isolation levels; `read uncommitted` is `read committed` there. */
export const isolationLevels = [
  "read committed",
  "repeatable read",
  "serializable",
] as const;

/**
 * What a transaction sees of others.
 *
 * @example
 * ```ts
 * const isolation: IsolationLevel = "serializable";
 * await transaction(() => City.count(), { isolation, retry: 3 });
 * ```
 */
export type IsolationLevel = (typeof isolationLevels)[number];

/** What kind of transaction to begin; what is undefined stays as the session has it. */
export interface TransactionMode {
  readonly isolation: IsolationLevel | undefined;
  readonly readOnly: boolean | undefined;
  readonly deferrable: boolean | undefined;
}

/** The statements around a stretch of work: one to begin it, one to keep it, some to undo it. */
export interface TransactionStatements {
  readonly begin: CompiledQuery;
  readonly commit: CompiledQuery;
  readonly rollback: readonly CompiledQuery[];
}

/** A statement that asks for nothing: it fails only where nothing can run. */
export const probe = statement("select 1");

/** Undoes a transaction; without one it does nothing. */
export const rollbackStatement = statement("rollback");

/** `begin isolation level serializable read only deferrable`, `commit`, `rollback`. */
export function transactionStatements({
  isolation,
  readOnly,
  deferrable,
}: TransactionMode): TransactionStatements {
  const words = [
    "begin",
    ...(isolation === undefined ? [] : [`isolation level ${isolation}`]),
    ...(readOnly === undefined ? [] : [readOnly ? "read only" : "read write"]),
    ...(deferrable === undefined
      ? []
      : [deferrable ? "deferrable" : "not deferrable"]),
  ];
  return {
    begin: statement(words.join(" ")),
    commit: statement("commit"),
    rollback: [rollbackStatement],
  };
}

/**
 * The same for a savepoint. Its name tells how deep it is; that is enough,
 * because there is one at a time at each depth.
 */
export function savepointStatements(depth: number): TransactionStatements {
  const name = `arx_${String(depth)}`;
  return {
    begin: statement(`savepoint ${name}`),
    commit: statement(`release savepoint ${name}`),
    rollback: [
      statement(`rollback to savepoint ${name}`),
      statement(`release savepoint ${name}`),
    ],
  };
}

/** Whether a text begins or ends a transaction by hand; a savepoint, and the way back to it, is the user's own affair. */
export function controlsTransaction(text: string): boolean {
  return /^(begin|start\s+transaction|commit|end|abort|prepare\s+transaction|rollback(?!\s+((work|transaction)\s+)?to\b))\b/i.test(
    skipLeadingComments(text),
  );
}

/** Whether a script may begin one; the word also opens the bodies of functions. */
export function mayBeginTransaction(script: string): boolean {
  return /\b(begin|start\s+transaction)\b/i.test(script);
}

function statement(text: string): CompiledQuery {
  return { text, parameters: [] };
}
