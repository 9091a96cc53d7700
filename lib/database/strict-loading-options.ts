import { ConfigError } from "../errors/database-error";
import {
  isStrictLoading,
  strictLoadingWords,
} from "../metadata/strict-loading";
import type { StrictLoading } from "../typing/strict-loading";
import { checkKeys } from "./check-keys";

/**
 * How strictly a database loads, and what happens to what it does not allow.
 *
 * @example
 * ```ts
 * const strictLoading: StrictLoadingOptions = { mode: "nPlusOneOnly", violation: "log" };
 * const db = await connect({ database: "pglite:memory", strictLoading });
 * db.on("strictLoading", ({ relation }) => console.warn(`${relation} is loaded on its own`));
 * ```
 */
export interface StrictLoadingOptions {
  /** Where relations are not loaded on their own; everywhere unless told. Queries, models, relations and records may say otherwise. */
  readonly mode?: StrictLoading | undefined;
  /** Whether awaiting such a relation is an error, as it is unless told, or an event `strictLoading`, and the relation is loaded. Counts for whatever asks for strict loading. */
  readonly violation?: "raise" | "log" | undefined;
}

/** The same with the defaults filled in. */
export interface StrictLoadingSettings {
  readonly mode: StrictLoading;
  readonly violation: "raise" | "log";
}

const known: Readonly<Record<keyof StrictLoadingOptions, true>> = {
  mode: true,
  violation: true,
};

/**
 * Checks the option and fills in the defaults.
 * @throws ConfigError naming what was expected
 */
export function readStrictLoading(option: unknown): StrictLoadingSettings {
  if (option === undefined) return { mode: false, violation: "raise" };
  if (isStrictLoading(option)) return { mode: option, violation: "raise" };
  if (typeof option !== "object" || option === null)
    throw new ConfigError(
      `strictLoading takes ${strictLoadingWords}, or { mode, violation }.`,
      { hint: 'Write strictLoading: { mode: true, violation: "log" }.' },
    );
  checkKeys(option, Object.keys(known), "strictLoading.");
  const { mode = true, violation = "raise" } = option as StrictLoadingOptions;
  if (!isStrictLoading(mode))
    throw new ConfigError(`strictLoading.mode takes ${strictLoadingWords}.`);
  return { mode, violation: readViolation(violation) };
}

function readViolation(violation: unknown): "raise" | "log" {
  if (violation === "raise" || violation === "log") return violation;
  throw new ConfigError('strictLoading.violation takes "raise" or "log".');
}
