import type { Change } from "./change";

/**
 * What can go wrong when a change runs on a database in use.
 *
 * @example
 * ```ts
 * const steps = await findDrift({ directory: "migrations" });
 * const kinds: HazardKind[] = steps.flatMap(({ hazards }) => hazards.map(({ kind }) => kind));
 * if (kinds.includes("rewrites table")) console.error("not during the day");
 * ```
 */
export type HazardKind =
  /** Rows or values are lost for good. */
  | "deletes data"
  /** Existing rows can make the statement fail. */
  | "data dependent"
  /** The whole table is written anew while nobody can use it. */
  | "rewrites table"
  /** Readers and writers wait while rows are scanned. */
  | "blocks reads"
  /** Writers wait while an index is built or rows are scanned. */
  | "blocks writes"
  /** A program of the previous release stops working. */
  | "breaks running code"
  /** It works, but not as well as it could. */
  | "serves badly"
  /** Something goes that SQL in a migration made and no model declares. */
  | "undoes sql"
  /** arx cannot tell what the statement does. */
  | "unknown";

/**
 * One thing that can go wrong when a change runs, and what to do about it.
 *
 * @example
 * ```ts
 * const steps = await findDrift({ directory: "migrations" });
 * const hazards: Hazard[] = steps.flatMap((step) => step.hazards);
 * for (const { message, advice } of hazards) console.log(message, advice ?? "");
 * ```
 */
export interface Hazard {
  /** What sort of thing. */
  readonly kind: HazardKind;
  /** One sentence: what happens, to which object. */
  readonly message: string;
  /** What to do instead or beforehand, when there is a better way. */
  readonly advice: string | undefined;
  /** The name to pass to `--allow` for a step that takes away: `drop table cities`, `drop column cities.area`. */
  readonly allow: string | undefined;
}

/**
 * A change of a plan with everything that can go wrong with it.
 *
 * @example
 * ```ts
 * const steps: readonly Step[] = await findDrift({ directory: "migrations" });
 * for (const { change, hazards } of steps)
 *   console.log(describeChange(change), hazards.length);
 * ```
 */
export interface Step {
  /** What is to be done. */
  readonly change: Change;
  /** What can go wrong; empty where nothing can. */
  readonly hazards: readonly Hazard[];
}
