import type { Create } from "../typing/create";
import type { ColKey, ModelOf, OwnRelKey } from "../typing/keys";
import { SeedError } from "../errors/seed-error";
import { suggest } from "../util/suggest";

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
  insert<T extends object>(model: ModelOf<T>, rows: SeedRows<Create<T>>): Promise<SeedCounts>;
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

export interface SeedOptions {
  /** Names of seeds that run before this one. */
  readonly after?: readonly string[];
  /** Environments it runs in; none means every one. */
  readonly env?: readonly string[];
  /** Whether a run is recorded, so that it is not repeated; true when left out. */
  readonly ledger?: boolean;
}

export type SeedFunction = (s: SeedWriter) => Promise<void> | void;

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
export function seed(name: string, options: SeedOptions, run: SeedFunction): Seed;
export function seed(name: string, ...rest: [SeedFunction] | [SeedOptions, SeedFunction]): Seed {
  const [options, run] = rest.length === 1 ? [{}, rest[0]] : rest;
  checkSeed(name, run);
  checkOptions(name, options);
  return Object.freeze({
    kind: "seed",
    name,
    after: options.after ?? [],
    environments: options.env ?? [],
    isRecorded: options.ledger ?? true,
    run,
  });
}

/** Whether a value is what `seed()` makes, from whichever copy of the package. */
export function isSeed(value: unknown): value is Seed {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "seed" && "run" in value;
}

function checkSeed(name: unknown, run: unknown): void {
  if (typeof name !== "string" || name.trim() === "") {
    throw new SeedError("A seed has no name.", String(name), {
      hint: 'Write: export default seed("countries", async (s) => { … })',
    });
  }
  if (typeof run !== "function") {
    throw new SeedError(`Seed "${name}" has no function.`, name, {
      hint: `Write: export default seed("${name}", async (s) => { … })`,
    });
  }
}

const knownOptions: Readonly<Record<keyof SeedOptions, true>> = { after: true, env: true, ledger: true };

function checkOptions(name: string, options: SeedOptions): void {
  const known = Object.keys(knownOptions);
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const suggestion = suggest(unknown, known);
  throw new SeedError(`Seed "${name}" has an unknown option "${unknown}".`, name, {
    hint: suggestion === undefined ? `Known: ${known.join(", ")}.` : `Did you mean "${suggestion}"?`,
  });
}
