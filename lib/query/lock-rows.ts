import type { RowLock } from "../ast/expression";
import { databaseOf } from "../database/current";
import { InvalidArgumentError } from "../errors/query-error";
import { oneOf } from "./clauses";
import { isPlainObject, requireBoolean } from "./conditions/values";
import type { QueryData } from "./query-data";
import { readOptions } from "./read-options";

/** How strong a lock is, from the strongest to the weakest, and what PostgreSQL calls it. */
const modes = {
  update: "update",
  noKeyUpdate: "no key update",
  share: "share",
  keyShare: "key share",
} as const;

type Mode = keyof typeof modes;

const modeNames = Object.keys(modes) as readonly Mode[];

/**
 * A lock as a query was told it: a mode, and what to do about rows that are locked.
 * @throws InvalidArgumentError for an unknown mode, or options that exclude each other
 */
export function parseLock(
  mode: unknown,
  options: unknown,
  at: string,
): RowLock {
  const name = oneOf(modeNames, mode, at);
  return { mode: modes[name], wait: parseWait(options, at), of: undefined };
}

/** The option `lock` of a query in one object: a mode, or `{ mode, skipLocked, noWait }`. */
export function parseLockOption(option: unknown, at: string): RowLock {
  if (!isPlainObject(option)) return parseLock(option, {}, at);
  const { mode = "update", ...options } = option;
  return parseLock(mode, options, at);
}

/**
 * Refuses a lock where rows of the result are no rows of the table.
 * @param what why they are none: `count() gives none`
 * @param hint what to do instead
 */
export function refuseLock(
  { definition, lock }: Pick<QueryData, "definition" | "lock">,
  what: string,
  hint = "Leave lock() out, or lock the records first: await query.ids().",
): void {
  if (lock === undefined) return;
  throw new InvalidArgumentError(
    `A query of ${definition.name} locks its rows, and ${what}.`,
    { hint },
  );
}

/** @throws InvalidArgumentError outside of a transaction, where a lock would be over before the record is there */
export function requireTransaction({ definition, lock }: QueryData): void {
  if (lock === undefined || databaseOf(definition).isInTransaction) return;
  throw new InvalidArgumentError(
    `A query of ${definition.name} locks its rows until the transaction ends, and there is none.`,
    { hint: "Run it inside of one: transaction(async () => { … })." },
  );
}

function parseWait(options: unknown, at: string): RowLock["wait"] {
  const { skipLocked = false, noWait = false } = readOptions(
    options,
    ["skipLocked", "noWait"],
    at,
  );
  const isSkipping = requireBoolean(skipLocked, `${at}.skipLocked`);
  const isImpatient = requireBoolean(noWait, `${at}.noWait`);
  if (isSkipping && isImpatient)
    throw new InvalidArgumentError(
      `${at} cannot both leave out rows that are locked and fail because of them.`,
      { hint: "Keep one of skipLocked and noWait." },
    );
  if (isSkipping) return "skip locked";
  return isImpatient ? "nowait" : "wait";
}
