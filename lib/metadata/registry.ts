import { DefinitionError } from "../errors/definition-error";
import type {
  IndexKey,
  IndexOptions,
  KeyedProperty,
} from "../typing/index-options";
import type { ModelOf } from "../typing/keys";
import type { SeedRow } from "../typing/seed-row";
import { checkNames } from "./check/check-names";
import { checkTargets } from "./check/check-targets";
import type { ModelClass, ModelDefinition } from "./definition";
import { definitionOf, resolve, resolveLoaded } from "./definitions";
import { draftIndex } from "./draft-index";
import { notAModel } from "./not-a-model";
import { Problems } from "./problems";
import { draftOf, isModel, state } from "./registry-state";
import { SeedChain } from "./seed-chain";

export { definitionOf, findDefinition, onModelResolved } from "./definitions";

/**
 * A set of models: the classes given, or, without a list, every class that is
 * loaded. What is added to a model here is added to the model itself.
 */
export class ModelRegistry {
  readonly #models: Set<ModelClass> | undefined;

  constructor(models?: Iterable<ModelClass>) {
    this.#models = models && new Set(models);
    for (const model of this.#models ?? []) {
      if (!isModel(model)) throw notAModel(model);
    }
  }

  /**
   * The definitions of all models, sorted by name.
   *
   * @example
   * ```ts
   * for (const { name, table } of registry.definitions())
   *   console.log(`${name} is kept in ${table}`);
   * ```
   *
   * @throws DefinitionError with every mistake of every model
   */
  definitions(): readonly ModelDefinition[] {
    if (this.#models === undefined) resolveLoaded();
    const models = [...(this.#models ?? state.models)];
    const pending = models.filter((model) => !state.definitions.has(model));
    const known = models.map((model) => state.definitions.get(model));
    if (pending.length > 0) {
      resolve(
        pending,
        known.filter((definition) => definition !== undefined),
      );
    }
    return this.#check(models.map(definitionOf));
  }

  /**
   * The definition of the class with this name, or undefined.
   *
   * @example
   * ```ts
   * registry.get("City")?.columns["name"]?.type.name;   // "text"
   * ```
   */
  get(name: string): ModelDefinition | undefined {
    return this.definitions().find((definition) => definition.name === name);
  }

  /**
   * Adds an index over two or more properties, for code that does not own the
   * model. It must be said before the model is first used.
   *
   * @example
   * ```ts
   * @Table()
   * class Visit extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column() declare page: string;
   *   @Column() declare at: Date;
   * }
   *
   * registry.compositeIndex(Visit, ["page", { column: "at", direction: "desc" }]);
   * // create index "idx_visits_page_at" on "public"."visits" ("page", "at" desc)
   * ```
   *
   * @throws DefinitionError when the model is in use already
   */
  compositeIndex<T>(
    model: ModelClass & ModelOf<T>,
    keys: readonly IndexKey<KeyedProperty<T>>[],
    options: IndexOptions<KeyedProperty<T>> = {},
  ): this {
    if (state.definitions.has(model)) throw usedAlready(model);
    draftOf(model.prototype).indexes.push(
      draftIndex("registry.compositeIndex", keys, options),
    );
    return this;
  }

  /**
   * Adds rows that `arx seed` writes: once, or each time after `.upsert()`.
   *
   * @example
   * ```ts
   * registry
   *   .seed(Country, [{ code: "de", name: "Germany" }])
   *   .upsert({ conflictKey: "code" });
   * ```
   *
   * @throws DefinitionError when the class has no `@Table`
   */
  seed<T>(
    model: ModelClass & ModelOf<T>,
    rows: SeedRow<T> | readonly SeedRow<T>[],
  ): SeedChain<T> {
    if (!isModel(model)) throw notAModel(model);
    return new SeedChain<T>(draftOf(model.prototype), rows);
  }

  /**
   * Forgets the models, for tests; a class that is used afterwards is resolved anew.
   *
   * @example
   * ```ts
   * afterEach(() => registry.reset());
   * ```
   */
  reset(): void {
    for (const model of [...(this.#models ?? state.models)]) {
      state.definitions.delete(model);
      state.models.delete(model);
    }
    this.#models?.clear();
  }

  #check(definitions: readonly ModelDefinition[]): readonly ModelDefinition[] {
    const problems = new Problems();
    checkNames(definitions, problems);
    checkTargets(definitions, problems);
    problems.throwAny(definitions.map(({ name }) => name));
    return [...definitions].sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
  }
}

/** The registry of every class that is loaded. */
export function defaultRegistry(): ModelRegistry {
  return everyModel;
}

const everyModel = new ModelRegistry();

function usedAlready({ name }: ModelClass): DefinitionError {
  const message = "is in use, and an index added now would come too late.";
  const fix =
    "Call registry.compositeIndex right after the imports, before anything is queried.";
  return new DefinitionError([{ at: name, message, fix }]);
}
