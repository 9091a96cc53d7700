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
   * The definitions of all models, by name.
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

  /** The definition of the class with this name. */
  get(name: string): ModelDefinition | undefined {
    return this.definitions().find((definition) => definition.name === name);
  }

  /** Adds an index over two or more properties, for code that does not own the model. */
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

  /** Adds rows that `arx seed` writes. */
  seed<T>(
    model: ModelClass & ModelOf<T>,
    rows: SeedRow<T> | readonly SeedRow<T>[],
  ): SeedChain<T> {
    if (!isModel(model)) throw notAModel(model);
    return new SeedChain<T>(draftOf(model.prototype), rows);
  }

  /** Forgets the models, for tests; a class that is used afterwards is resolved anew. */
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

function notAModel({ name }: ModelClass): DefinitionError {
  const fix = `Write @Table() above class ${name}.`;
  return new DefinitionError([
    { at: name, message: "has no @Table(), so it is no model.", fix },
  ]);
}

function usedAlready({ name }: ModelClass): DefinitionError {
  const message = "is in use, and an index added now would come too late.";
  const fix =
    "Call registry.compositeIndex right after the imports, before anything is queried.";
  return new DefinitionError([{ at: name, message, fix }]);
}
