/**
 * Why a seed is left alone this time.
 *
 * @example
 * ```ts
 * const hints: Record<SkipReason, string> = {
 *   recorded: "it has run",
 *   environment: "it is not for here",
 *   "rows changed": "run it with --force if its rows may come twice",
 * };
 * ```
 */
export type SkipReason =
  /** It is recorded and has not changed. */
  | "recorded"
  /** It belongs to other environments. */
  | "environment"
  /** Its rows changed after they were inserted; inserting them again could double them. */
  | "rows changed";

/**
 * Why a seed runs.
 *
 * @example
 * ```ts
 * const reason: RunReason = "file changed";
 * ```
 */
export type RunReason =
  | "new"
  /** Its file changed since it ran. */
  | "file changed"
  /** An upsert on a model, or a seed that is not recorded: each time. */
  | "every time"
  | "forced";

/**
 * What became of one seed.
 *
 * @example
 * ```ts
 * const { seeds } = await runSeeds(db, { seeds: ["seeds/*.js"] });
 * const ran: SeedOutcome[] = seeds.filter(({ action }) => action === "ran");
 * ```
 */
export interface SeedOutcome {
  /** The name given to `seed()`, or `Country#1` for the first rows declared on a model. */
  readonly name: string;
  /** Whether a file exports it or a model declares it. */
  readonly kind: "file" | "model";
  /** `planned` under `dryRun`. */
  readonly action: "ran" | "planned" | "skipped";
  /** Why it ran, or why it did not. */
  readonly reason: RunReason | SkipReason;
  /** Rows that were not there before. */
  readonly inserted: number;
  /** Rows that were there and took over what was given. */
  readonly updated: number;
  /** How long it ran, in milliseconds. */
  readonly durationMs: number;
  /** What to do, when a seed was skipped that may have been meant to run. */
  readonly hint: string | undefined;
}

/**
 * What happens while seeds run, for a progress bar.
 *
 * @example
 * ```ts
 * function print(event: SeedEvent): void {
 *   if (event.kind === "rows") console.log(event.seed, event.done, event.total);
 * }
 * await runSeeds(db, { seeds: ["seeds/*.js"], onEvent: print });
 * ```
 */
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

/**
 * What `onEvent` takes: a function that is told of each step.
 *
 * @example
 * ```ts
 * const listener: SeedListener = ({ kind }) => console.log(kind);
 * await runSeeds(db, { onEvent: listener });
 * ```
 */
export type SeedListener = (event: SeedEvent) => void;
