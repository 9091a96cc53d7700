export { seed } from "./seed";
export type {
  Seed,
  SeedCounts,
  SeedFunction,
  SeedRows,
  SeedUpsertOptions,
  SeedWriter,
} from "./seed";
export type { SeedOptions } from "./seed-options";
export { runSeeds } from "./run-seeds";
export type { RunSeedsOptions, SeedReport } from "./run-seeds";
export type {
  RunReason,
  SeedEvent,
  SeedListener,
  SeedOutcome,
  SkipReason,
} from "./seed-event";
export type { LoadModule } from "./seed-files";
