import type { KeyedProperty } from "../typing/index-options";
import type { SeedRow, UpsertOptions } from "../typing/seed-row";
import type { ModelDraft, SeedDraft } from "./draft";
import { draftSeed, draftUpsert } from "./draft-seed";

/** What `registry.seed` returns; `when` and `upsert` say more about the rows given last. */
export class SeedChain<T> {
  readonly #draft: ModelDraft;
  readonly #index: number;

  /** @internal */
  constructor(draft: ModelDraft, rows: SeedRow<T> | readonly SeedRow<T>[]) {
    this.#draft = draft;
    this.#index = draft.seeds.push(draftSeed(rows)) - 1;
  }

  /**
   * Begins another seed of the same model.
   *
   * @example
   * ```ts
   * registry
   *   .seed(Country, { code: "de", name: "Germany" })
   *   .seed({ code: "fr", name: "France" });
   * ```
   */
  seed(rows: SeedRow<T> | readonly SeedRow<T>[]): SeedChain<T> {
    return new SeedChain<T>(this.#draft, rows);
  }

  /**
   * Writes the rows in these environments only: those that `arx seed --env` names.
   *
   * @example
   * ```ts
   * registry.seed(Country, { code: "zz", name: "Nowhere" }).when("development", "test");
   * ```
   */
  when(...environments: readonly string[]): this {
    return this.#change({ environments: Object.freeze([...environments]) });
  }

  /**
   * Writes the rows every time, changing those that are there; without options
   * they are found by their primary key.
   *
   * @example
   * ```ts
   * registry.seed(Country, { code: "de", name: "Germany" }).upsert({ conflictKey: "code" });
   * ```
   */
  upsert(options: UpsertOptions<KeyedProperty<T>> | true = true): this {
    return this.#change({ strategy: draftUpsert(options) });
  }

  #change(change: Partial<SeedDraft>): this {
    const { seeds } = this.#draft;
    const seed = seeds[this.#index];
    if (seed !== undefined)
      seeds[this.#index] = Object.freeze({ ...seed, ...change });
    return this;
  }
}
