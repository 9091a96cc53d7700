import type { Create } from "../typing/create";
import type { ColKey, ModelOf, OwnRelKey } from "../typing/keys";
import { checkSeed } from "./check-seed";
import type { SeedOptions } from "./seed-options";

/** Rows in any form that can be walked once: large ones are never held as a whole. */
export type SeedRows<Row> = Iterable<Row> | AsyncIterable<Row>;

/** How many rows a seed wrote. */
export interface SeedCounts {
  readonly inserted: number;
  readonly updated: number;
}

/** Which rows count as the same, and what happens to them. */
export interface SeedUpsertOptions<T> {
  /** The columns or relations of a unique index. */
  readonly on: readonly (ColKey<T> | OwnRelKey<T>)[];
  /** What an existing row takes over; everything given but `on` when left out. */
  readonly update?: readonly (ColKey<T> | OwnRelKey<T>)[];
}

/** What the function of a seed writes with; records and queries work beside it, in the same transaction. */
export interface SeedWriter {
  /**
   * Inserts rows in chunks.
   *
   * ```ts
   * await s.insert(City, cities); // insert into "cities" (…) select … from unnest($1::text[], …)
   * ```
   */
  insert<T extends object>(
    model: ModelOf<T>,
    rows: SeedRows<Create<T>>,
  ): Promise<SeedCounts>;
  /**
   * Inserts rows in chunks and updates those that are there.
   *
   * ```ts
   * await s.upsert(Country, { on: ["code"] }, countries); // … on conflict ("code") do update set …
   * ```
   */
  upsert<T extends object>(
    model: ModelOf<T>,
    options: SeedUpsertOptions<T>,
    rows: SeedRows<Create<T>>,
  ): Promise<SeedCounts>;
}

/** Writes the rows of a seed; what it returns is awaited and counts for nothing. */
export type SeedFunction = (s: SeedWriter) => unknown;

/** What a file under `seeds/` exports as its default. */
export interface Seed {
  readonly kind: "seed";
  readonly name: string;
  readonly after: readonly string[];
  readonly environments: readonly string[];
  readonly isRecorded: boolean;
  readonly run: SeedFunction;
}

/**
 * Declares a seed. It runs in one transaction, once, and again when its file changes.
 *
 * ```ts
 * export default seed("countries", { after: ["languages"] }, async (s) => {
 *   await s.upsert(Country, { on: ["code"] }, rows);
 * });
 * ```
 */
export function seed(name: string, run: SeedFunction): Seed;
export function seed(
  name: string,
  options: SeedOptions,
  run: SeedFunction,
): Seed;
export function seed(
  name: string,
  ...rest: [SeedFunction] | [SeedOptions, SeedFunction]
): Seed {
  const [options, run] = rest.length === 1 ? [{}, rest[0]] : rest;
  checkSeed(name, options, run);
  return Object.freeze({
    kind: "seed",
    name,
    after: Object.freeze([...(options.after ?? [])]),
    environments: Object.freeze([...(options.env ?? [])]),
    isRecorded: options.ledger ?? true,
    run,
  });
}

/** Whether a value is what `seed()` makes, from whichever copy of the package. */
export function isSeed(value: unknown): value is Seed {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind === "seed" &&
    "run" in value
  );
}
