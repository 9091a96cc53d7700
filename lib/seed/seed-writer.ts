import type { Database } from "../database/database";
import type { ModelClass } from "../metadata/definition";
import { SeedError } from "../errors/seed-error";
import { definitionOf } from "../metadata/registry";
import type { ModelOf } from "../typing/keys";
import type { SeedRow } from "./given-relations";
import type { SeedCounts, SeedRows, SeedWriter } from "./seed";
import type { SeedListener } from "./seed-event";
import { writeRows } from "./write-rows";
import type { ConflictRule } from "./write-rows";

/** What a seed of a file writes with, and what it has written so far. */
export class CountingWriter implements SeedWriter {
  #inserted = 0;
  #updated = 0;
  readonly #pending = new Set<Promise<SeedCounts>>();

  /** @param name of the seed, for events */
  constructor(
    private readonly database: Database,
    private readonly name: string,
    private readonly listener: SeedListener,
  ) {}

  /** Everything that was written through this writer. */
  get counts(): SeedCounts {
    return { inserted: this.#inserted, updated: this.#updated };
  }

  insert: SeedWriter["insert"] = (model, rows) =>
    this.#track(this.#write(model, rows, undefined));

  upsert: SeedWriter["upsert"] = (model, { on, update }, rows) =>
    this.#track(this.#write(model, rows, { on, update }));

  /**
   * Waits for writes that the seed did not await: it must not be noted as run
   * while rows of it are on their way.
   */
  async finish(): Promise<void> {
    await Promise.all(this.#pending);
  }

  #track(write: Promise<SeedCounts>): Promise<SeedCounts> {
    const forget = (): void => {
      this.#pending.delete(write);
    };
    this.#pending.add(write);
    write.then(forget, forget);
    return write;
  }

  async #write(
    model: ModelOf<object>,
    rows: SeedRows<object>,
    conflict: ConflictRule | undefined,
  ): Promise<SeedCounts> {
    // Every class has a name; the type of the parameter says no more than the inference needs.
    const definition = definitionOf(model as ModelClass);
    checkRows(rows, this.name, definition.name);
    const total = sizeOf(rows);
    const counts = await writeRows(this.database, {
      definition,
      rows: rows as SeedRows<SeedRow>,
      conflict,
      onProgress: (done) => {
        this.listener({
          kind: "rows",
          seed: this.name,
          model: definition.name,
          done,
          total,
        });
      },
    });
    this.#inserted += counts.inserted;
    this.#updated += counts.updated;
    return counts;
  }
}

/** A program without types, or a forgotten `await`, hands over something else. */
function checkRows(rows: unknown, seed: string, model: string): void {
  if (
    typeof rows === "object" &&
    rows !== null &&
    (Symbol.iterator in rows || Symbol.asyncIterator in rows)
  )
    return;
  throw new SeedError(
    `The rows for ${model} are not a list, an iterable or an async iterable.`,
    seed,
    { hint: "Await what makes them, or write an async function*." },
  );
}

/** The number of rows where they say it: arrays, sets, maps, and iterables with a length of their own. */
function sizeOf(rows: object): number | undefined {
  const size: unknown =
    "length" in rows ? rows.length : "size" in rows ? rows.size : undefined;
  return typeof size === "number" ? size : undefined;
}
