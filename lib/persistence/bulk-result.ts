import type { DriverRow } from "../driver/driver";
import type { ModelDefinition } from "../metadata/definition";

/**
 * What became of the rows of one bulk write.
 *
 * @example
 * ```ts
 * const { inserted, updated, keys } = await Country.upsertAll(
 *   [{ code: "de", name: "Deutschland" }, { code: "nl", name: "Netherlands" }],
 *   { on: ["code"] },
 * );
 * inserted;   // 1
 * updated;    // 1
 * keys;       // [1, 4]
 * ```
 */
export interface BulkResult {
  /** Rows written: inserted and updated together. */
  readonly count: number;
  /**
   * The primary key of each row, in the order of the input and as `find` takes
   * it: a value, or an object of values where the key has several columns.
   */
  readonly keys: readonly unknown[];
  /** Rows that were not there before. */
  readonly inserted: number;
  /** Rows that were there and took over what was given; always 0 of `insertAll`. */
  readonly updated: number;
}

/** Collects the outcome of the statements of one bulk write. */
export class BulkOutcome {
  #inserted = 0;
  #updated = 0;
  readonly #keys: unknown[];

  constructor(
    private readonly definition: ModelDefinition,
    size: number,
  ) {
    this.#keys = new Array<unknown>(size).fill(undefined);
  }

  /** Counts rows that were written. */
  add(inserted: number, updated: number): void {
    this.#inserted += inserted;
    this.#updated += updated;
  }

  /** Keeps the key of a row of the input. */
  setKey(position: number | undefined, cells: DriverRow): void {
    if (position !== undefined)
      this.#keys[position] = readKey(this.definition, cells);
  }

  /** Everything together. */
  finish(): BulkResult {
    return {
      count: this.#inserted + this.#updated,
      keys: this.#keys,
      inserted: this.#inserted,
      updated: this.#updated,
    };
  }
}

/** The primary key in the first cells of a row, in the form that `find` takes. */
function readKey({ primaryKey }: ModelDefinition, cells: DriverRow): unknown {
  const entries = primaryKey.map(({ property, type, at }, index) => {
    const cell = cells[index] ?? null;
    return [property, cell === null ? null : type.decode(cell, at)] as const;
  });
  const [only] = entries;
  return entries.length === 1 ? only?.[1] : Object.fromEntries(entries);
}
