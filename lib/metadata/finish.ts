import type { Blueprint } from "./blueprint";
import type { OpenDefinition } from "./open-definition";
import { buildSeeds } from "./build/build-seeds";
import type { ModelDefinition } from "./definition";
import type { ModelDraft, SeedDraft } from "./draft";
import { Problems } from "./problems";
import type { SeedDefinition } from "./seed-definition";

/** Closes a definition: nobody changes it from here on, `registry.seed` apart. */
export function finish({ definition, chain }: Blueprint): ModelDefinition {
  for (const part of [
    ...definition.uniques,
    ...definition.checks,
    ...definition.exclusions,
    ...definition.indexes,
  ]) {
    freezeParts(part);
  }
  for (const [name, value] of Object.entries(definition)) {
    // The class and the models on the other side are not this definition's to freeze.
    if (name !== "model" && typeof value === "object") Object.freeze(value);
  }
  Object.freeze(definition.columns);
  Object.freeze(definition.relations);
  const own = chain.at(-1);
  if (own !== undefined) followSeeds(definition, own);
  return Object.freeze(definition);
}

function freezeParts(part: object): void {
  for (const value of Object.values(part) as unknown[]) {
    if (Array.isArray(value)) {
      for (const element of value as unknown[]) Object.freeze(element);
    }
    Object.freeze(value);
  }
  Object.freeze(part);
}

/** Seeds may be registered at any time, by files that are loaded long after the models. */
function followSeeds(definition: OpenDefinition, draft: ModelDraft): void {
  let from: readonly SeedDraft[] = [];
  let seeds: readonly SeedDefinition[] = Object.freeze([]);
  Object.defineProperty(definition, "seeds", {
    enumerable: true,
    get: () => {
      if (isSame(from, draft.seeds)) return seeds;
      const problems = new Problems();
      const built = buildSeeds(definition, draft.seeds, problems);
      problems.throwAny([]);
      from = [...draft.seeds];
      return (seeds = built);
    },
  });
}

function isSame(
  left: readonly SeedDraft[],
  right: readonly SeedDraft[],
): boolean {
  return (
    left.length === right.length &&
    left.every((draft, index) => draft === right[index])
  );
}
