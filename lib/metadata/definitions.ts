import type { ModelClass, ModelDefinition } from "./definition";
import { familyOf, rootOf } from "./hierarchy";
import { notAModel, requireModel } from "./not-a-model";
import { referredBy } from "./referred-by";
import { isModel, state } from "./registry-state";
import type { ModelListener } from "./registry-state";
import { resolveModels } from "./resolve";

/**
 * What arx knows about a model. The first call resolves every model loaded so far.
 * @throws DefinitionError with every mistake of every model
 */
export function definitionOf(model: ModelClass): ModelDefinition {
  return state.definitions.get(model) ?? resolvePending(model);
}

/** The same, or undefined for a value that is no model. */
export function findDefinition(model: unknown): ModelDefinition | undefined {
  return isModel(model) ? definitionOf(model) : undefined;
}

/** Calls the listener once for every model that is resolved, those that were already included. */
export function onModelResolved(listener: ModelListener): void {
  state.listeners.add(listener);
  for (const definition of resolvedDefinitions()) listener(definition);
}

/** Resolves models, stores them, and tells the listeners. */
export function resolve(
  models: Iterable<ModelClass>,
  others: readonly ModelDefinition[],
): readonly ModelDefinition[] {
  const definitions = resolveModels(models, others);
  for (const definition of definitions) {
    state.definitions.set(definition.model, definition);
    // One that was forgotten comes back with whoever refers to it.
    state.models.add(definition.model);
  }
  for (const definition of definitions) {
    for (const listener of state.listeners) listener(definition);
  }
  return definitions;
}

/** The definitions of every model that is loaded and resolved, in the order of loading. */
function resolvedDefinitions(): readonly ModelDefinition[] {
  return [...state.models]
    .map((model) => state.definitions.get(model))
    .filter((definition) => definition !== undefined);
}

/** Resolves every loaded model that is not resolved yet. */
export function resolveLoaded(): void {
  const pending = [...state.models].filter(
    (model) => !state.definitions.has(model),
  );
  if (pending.length > 0) resolve(pending, resolvedDefinitions());
}

/** Forgets models, and what was resolved of those that refer to them: it would lead to what they were. */
export function forget(models: readonly ModelClass[]): void {
  const stale = new Set(models);
  // Whoever is added on the way is visited as well.
  for (const model of stale) {
    const definition = state.definitions.get(model);
    if (definition === undefined) continue;
    state.definitions.delete(model);
    for (const other of resolvedDefinitions())
      if (referredBy(other).includes(definition))
        for (const member of familyOf(rootOf(other.model))) stale.add(member);
  }
  for (const model of models) state.models.delete(model);
}

function resolvePending(model: ModelClass): ModelDefinition {
  const decorated = requireModel(model);
  // For the class behind there is nothing kept that a registry would have to forget as well.
  const known = state.definitions.get(decorated);
  if (known !== undefined) return known;
  state.models.add(decorated);
  resolveLoaded();
  const definition = state.definitions.get(decorated);
  if (definition === undefined) throw notAModel(model);
  return definition;
}
