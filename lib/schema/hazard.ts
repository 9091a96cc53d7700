import type { Change } from "./change";

/** What can go wrong when a change runs on a database in use. */
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
  /** Something goes that SQL in a migration made and no model declares. */
  | "undoes sql"
  /** arx cannot tell what the statement does. */
  | "unknown";

export interface Hazard {
  readonly kind: HazardKind;
  /** One sentence: what happens, to which object. */
  readonly message: string;
  /** What to do instead or beforehand, when there is a better way. */
  readonly advice: string | undefined;
  /** The name to pass to `--allow` for a step that takes away: `drop table cities`, `drop column cities.area`. */
  readonly allow: string | undefined;
}

/** A change with everything that is known about it. */
export interface Step {
  readonly change: Change;
  readonly hazards: readonly Hazard[];
}
