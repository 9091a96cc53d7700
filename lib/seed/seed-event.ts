/** Why a seed is left alone this time. */
export type SkipReason =
  /** It is recorded and has not changed. */
  | "recorded"
  /** It belongs to other environments. */
  | "environment"
  /** Its rows changed after they were inserted; inserting them again could double them. */
  | "rows changed";

/** Why a seed runs. */
export type RunReason =
  | "new"
  /** Its file changed since it ran. */
  | "file changed"
  /** An upsert on a model, or a seed that is not recorded: each time. */
  | "every time"
  | "forced";

/** What became of one seed. */
export interface SeedOutcome {
  /** The name given to `seed()`, or `Country#1` for the first rows declared on a model. */
  readonly name: string;
  readonly kind: "file" | "model";
  /** `planned` under `dryRun`. */
  readonly action: "ran" | "planned" | "skipped";
  readonly reason: RunReason | SkipReason;
  readonly inserted: number;
  readonly updated: number;
  readonly durationMs: number;
  /** What to do, when a seed was skipped that may have been meant to run. */
  readonly hint: string | undefined;
}

/** What happens while seeds run, for a progress bar. */
export type SeedEvent =
  /** Another process migrates or seeds; `holder` describes it. */
  | { readonly kind: "waiting"; readonly holder: string }
  | {
      readonly kind: "start";
      readonly seed: string;
      readonly position: number;
      readonly of: number;
    }
  | {
      readonly kind: "rows";
      readonly seed: string;
      /** The model the rows belong to. */
      readonly model: string;
      readonly done: number;
      /** Undefined for rows that come from an iterator. */
      readonly total: number | undefined;
    }
  | { readonly kind: "done"; readonly outcome: SeedOutcome }
  /** The last event: nothing of this seed is kept, and `runSeeds` rejects. */
  | { readonly kind: "failed"; readonly seed: string }
  | { readonly kind: "skipped"; readonly outcome: SeedOutcome };

export type SeedListener = (event: SeedEvent) => void;
