export { seed } from "./seed";
export type {
  Seed,
  SeedCounts,
  SeedFunction,
  SeedOptions,
  SeedRows,
  SeedUpsertOptions,
  SeedWriter,
} from "./seed";
export { runSeeds } from "./run-seeds";
export type { RunSeedsOptions, SeedReport } from "./run-seeds";
export type { RunReason, SeedEvent, SeedListener, SeedOutcome, SkipReason } from "./seed-event";
export type { LoadModule } from "./seed-files";
