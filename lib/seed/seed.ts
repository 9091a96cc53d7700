import type { Create } from "../typing/create";
import type { ColKey, ModelOf, OwnRelKey } from "../typing/keys";
import { checkSeed } from "./check-seed";
import type { SeedOptions } from "./seed-options";

/**
 * Rows in any form that can be walked once: large ones are never held as a whole.
 *
 * @example
 * ```ts
 * function* makeCities(): SeedRows<Create<City>> {
 *   for (let number = 1; number <= 100_000; number++)
 *     yield { name: `City ${String(number)}`, country };
 * }
 * ```
 */
export type SeedRows<Row> = Iterable<Row> | AsyncIterable<Row>;

/**
 * How many rows a call of a seed wrote.
 *
 * @example
 * ```ts
 * const languages = seed("languages", async (s) => {
 *   const counts: SeedCounts = await s.insert(Language, [{ name: "French" }]);
 *   counts.inserted;   // 1
 * });
 * await runSeeds(db, { seeds: [languages], models: [] });
 * ```
 */
export interface SeedCounts {
  /** Rows that were not there before. */
  readonly inserted: number;
  /** Rows that were there and took over what was given. */
  readonly updated: number;
}

/**
 * Which rows count as the same, and what happens to them.
 *
 * @example
 * ```ts
 * const options: SeedUpsertOptions<Country> = { on: ["code"], update: ["name"] };
 * export default seed("countries", async (s) => {
 *   await s.upsert(Country, options, [{ code: "de", name: "Germany" }]);
 * });
 * ```
 */
export interface SeedUpsertOptions<T> {
  /** The columns or relations of a unique index. */
  readonly on: readonly (ColKey<T> | OwnRelKey<T>)[];
  /** What an existing row takes over; everything given but `on` when left out. */
  readonly update?: readonly (ColKey<T> | OwnRelKey<T>)[];
}

/**
 * What the function of a seed writes with; records and queries work beside it, in
 * the same transaction.
 *
 * @example
 * ```ts
 * export default seed("languages", async (s: SeedWriter) => {
 *   await s.upsert(Language, { on: ["name"] }, [{ name: "French" }]);
 *   await Country.create({ code: "be", name: "Belgium" });
 * });
 * ```
 */
export interface SeedWriter {
  /**
   * Inserts rows in chunks.
   *
   * @example
   * ```ts
   * const languages = seed("languages", async (s) => {
   *   await s.insert(Language, [{ name: "French" }, { name: "Dutch" }]);
   * });
   * await runSeeds(db, { seeds: [languages], models: [] });
   * // …
   * // insert into "languages" ("name") select … from unnest($1::text[]) …
   * // …
   * ```
   */
  insert<T extends object>(
    model: ModelOf<T>,
    rows: SeedRows<Create<T>>,
  ): Promise<SeedCounts>;
  /**
   * Inserts rows in chunks and updates those that are there.
   *
   * @example
   * ```ts
   * const countries = seed("countries", async (s) => {
   *   await s.upsert(Country, { on: ["code"] }, [{ code: "de", name: "Deutschland" }]);
   * });
   * await runSeeds(db, { seeds: [countries], models: [] });
   * // …
   * // insert into "countries" … on conflict ("code") do update set "name" = excluded."name" …
   * // …
   * ```
   */
  upsert<T extends object>(
    model: ModelOf<T>,
    options: SeedUpsertOptions<T>,
    rows: SeedRows<Create<T>>,
  ): Promise<SeedCounts>;
}

/**
 * Writes the rows of a seed; what it returns is awaited and counts for nothing.
 *
 * @example
 * ```ts
 * const run: SeedFunction = (s) => s.insert(Language, [{ name: "French" }]);
 * export default seed("languages", run);
 * ```
 */
export type SeedFunction = (s: SeedWriter) => unknown;

/**
 * What a file under `seeds/` exports as its default: what `seed` makes, frozen.
 *
 * @example
 * ```ts
 * import type { Seed } from "arx/seed";
 *
 * const languages: Seed = seed("languages", { after: ["countries"] }, () => undefined);
 * languages.after;   // ["countries"]
 * ```
 */
export interface Seed {
  /** Tells it from what else a file may export. */
  readonly kind: "seed";
  /** The name that the ledger keeps it by. */
  readonly name: string;
  /** Names of seeds that run before this one. */
  readonly after: readonly string[];
  /** Environments it runs in; none means every one. */
  readonly environments: readonly string[];
  /** Whether a run is recorded, so that it is not repeated. */
  readonly isRecorded: boolean;
  /** Writes the rows. */
  readonly run: SeedFunction;
}

/**
 * Declares a seed. It runs in one transaction, once, and again when its file changes.
 *
 * @example
 * ```ts
 * export default seed("countries", { after: ["languages"] }, async (s) => {
 *   await s.upsert(Country, { on: ["code"] }, [{ code: "de", name: "Germany" }]);
 * });
 * ```
 *
 * @param name what the ledger keeps it by; another name is another seed
 * @throws SeedError when the name or an option is wrong
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
