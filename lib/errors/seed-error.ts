import { ArxError } from "./arx-error";
import type { ArxErrorOptions } from "./arx-error";

/**
 * Raised when a seed cannot be read or run; nothing of it is kept.
 *
 * @example
 * ```ts
 * try {
 *   await runSeeds(db, { seeds: ["seeds/**\/*.ts"] });
 * } catch (error) {
 *   if (error instanceof SeedError) console.error(error.seed, error.cause);
 * }
 * ```
 */
export class SeedError extends ArxError {
  readonly code: string = "SEED";

  /** @param seed the name of the seed */
  constructor(
    message: string,
    readonly seed: string,
    options: ArxErrorOptions = {},
  ) {
    super(message, options);
  }
}

/**
 * Raised when seeds wait for each other in a circle that no order can satisfy.
 *
 * @example
 * ```ts
 * const cities = seed("cities", { after: ["mayors"] }, () => undefined);
 * const mayors = seed("mayors", { after: ["cities"] }, () => undefined);
 * await runSeeds(db, { seeds: [cities, mayors], models: [] });
 * // throws CircularSeedError
 * ```
 */
export class CircularSeedError extends SeedError {
  override readonly code: string = "CIRCULAR_SEED";

  /** @param path the seeds of the circle; the last is the first again */
  constructor(readonly path: readonly string[]) {
    super(`Seeds wait for each other: ${path.join(" → ")}.`, path[0] ?? "", {
      hint: "Make one of the relations optional, or drop one `after`.",
    });
  }
}

/**
 * Raised when an upsert names columns that no unique index covers: PostgreSQL could
 * not know a row again by them.
 *
 * @example
 * ```ts
 * await City.upsertAll([{ name: "Bonn", country }], { on: ["name"] });
 * // throws UnknownConflictTargetError
 * ```
 */
export class UnknownConflictTargetError extends ArxError {
  readonly code = "UNKNOWN_CONFLICT_TARGET";

  /**
   * @param model the class that was written
   * @param target the columns that were named
   * @param known the columns of each unique index and constraint
   */
  constructor(
    readonly model: string,
    readonly target: readonly string[],
    known: readonly (readonly string[])[],
  ) {
    super(
      `${model} has no unique index or constraint on (${target.join(", ")}).`,
      {
        hint: `Known: ${known.map((columns) => `(${columns.join(", ")})`).join(", ")}. Add @CompositeIndex([…], { unique: true }) or unique: true.`,
      },
    );
  }
}

/**
 * Raised when two rows of one upsert have the same conflict key, of which
 * PostgreSQL could write only one.
 *
 * @example
 * ```ts
 * await Country.upsertAll(
 *   [
 *     { code: "nl", name: "Netherlands" },
 *     { code: "nl", name: "Holland" },
 *   ],
 *   { on: ["code"] },
 * );
 * // throws DuplicateRowError: Rows 1 and 2 for Country have the same (code).
 * ```
 */
export class DuplicateRowError extends ArxError {
  readonly code = "DUPLICATE_ROW";

  /**
   * @param model the class that was written
   * @param target the columns of the key
   * @param rows the numbers of the two rows in the input, from 1
   */
  constructor(
    readonly model: string,
    readonly target: readonly string[],
    readonly rows: readonly [number, number],
  ) {
    super(
      `Rows ${String(rows[0])} and ${String(rows[1])} for ${model} have the same (${target.join(", ")}).`,
      {
        hint: "Keep one of them: a row is written once in one call.",
      },
    );
  }
}
