import type {
  BelongsToDefinition,
  ModelDefinition,
} from "../metadata/definition";
import type { SeedDefinition } from "../metadata/seed-definition";
import type { Seed } from "./seed";

/** A seed of a file, with what the ledger keeps to notice a change. */
export interface FileSeedEntry {
  readonly kind: "file";
  readonly name: string;
  readonly environments: readonly string[];
  /** Of the file's text; undefined for a seed that is handed over without a file. */
  readonly checksum: string | undefined;
  readonly seed: Seed;
}

/** Rows declared on a model. */
export interface ModelSeedEntry {
  readonly kind: "model";
  readonly name: string;
  readonly environments: readonly string[];
  /** Of the rows. */
  readonly checksum: string;
  readonly definition: ModelDefinition;
  readonly seed: SeedDefinition;
  /** Relations that are set after the rows of every model of the unit are there. */
  readonly deferred: readonly BelongsToDefinition[];
}

export type SeedEntry = FileSeedEntry | ModelSeedEntry;

/** What runs in one transaction: one entry, or the entries of models that refer to each other in a circle. */
export type SeedUnit = readonly SeedEntry[];
