/** How rows of a seed reach their table. */
export type SeedStrategy =
  /** Once: a ledger keeps each seed from running again. */
  | { readonly kind: "insert" }
  /** Every time: rows with a known key are updated. `conflictKey` undefined means the primary key. */
  | {
      readonly kind: "upsert";
      readonly conflictKey: readonly string[] | undefined;
      /** Undefined means every given property but the key. */
      readonly updateFields: readonly string[] | undefined;
    };

/** Rows declared on a model, by `@Seed` or `registry.seed`. */
export interface SeedDefinition {
  /** Unique among the seeds of a model and stable between runs: `Country#1`. */
  readonly name: string;
  /** What is written, by property. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Whether they are written once, or each time. */
  readonly strategy: SeedStrategy;
  /** Environments it runs in; none means every one. */
  readonly environments: readonly string[];
}
