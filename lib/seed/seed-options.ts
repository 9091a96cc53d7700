/** When a seed runs. */
export interface SeedOptions {
  /** Names of seeds that run before this one. */
  readonly after?: readonly string[];
  /** Environments it runs in; none means every one. */
  readonly env?: readonly string[];
  /** Whether a run is recorded, so that it is not repeated; true when left out. */
  readonly ledger?: boolean;
}
