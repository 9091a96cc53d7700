import type { Deferrable, ExclusionConstraint } from "../schema/schema";
import { buildKey } from "./index-options";
import type { IndexKeyOptions } from "./index-options";

/**
 * One part of an exclusion constraint: a column or expression, and the operator
 * that compares it in two rows.
 *
 * @example
 * ```ts
 * const element: ExclusionElementOptions = { column: "during", with: "&&" };
 * m.addExclusion("bookings", "bookings_during_excl", [element]);
 * // alter table "bookings" add constraint "bookings_during_excl" exclude using "gist" ("during" with &&)
 * ```
 */
export type ExclusionElementOptions = Exclude<IndexKeyOptions, string> & {
  /** The operator: `=`, `&&`. */
  readonly with: string;
};

/**
 * What an exclusion constraint may be beside its elements.
 *
 * @example
 * ```ts
 * const options: ExclusionOptions = { where: "not cancelled" };
 * m.addExclusion("bookings", "bookings_during_excl", [{ column: "during", with: "&&" }], options);
 * // alter table "bookings" add constraint "bookings_during_excl"
 * //   exclude using "gist" ("during" with &&) where (not cancelled)
 * ```
 */
export interface ExclusionOptions {
  /** How its index is built; `gist` unless said otherwise. */
  readonly using?: string | undefined;
  /** The condition of the rows that it is about, as SQL. */
  readonly where?: string | undefined;
  /** Whether the check may wait for the end of the transaction; `no` unless said otherwise. */
  readonly deferrable?: Deferrable | undefined;
}

/** The constraint that the options describe. */
export function buildExclusion(
  name: string,
  elements: readonly ExclusionElementOptions[],
  { using = "gist", where, deferrable = "no" }: ExclusionOptions,
): ExclusionConstraint {
  return {
    name,
    method: using,
    elements: elements.map((element) => ({
      ...buildKey(element),
      operator: element.with,
    })),
    where,
    deferrable,
  };
}
