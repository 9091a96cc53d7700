import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { BoundedMap } from "../util/bounded-map";
import { buildHydrator } from "./build-hydrator";
import type { Hydrator } from "./build-hydrator";
import { canGenerateCode } from "./code-generation";
import { generateHydrator } from "./generate-hydrator";

export type { Hydrator } from "./build-hydrator";

/** Selections of a model that stay compiled; a program that makes up more of them compiles anew. */
const CAPACITY = 256;

const cache = new WeakMap<ModelDefinition, BoundedMap<string, Hydrator>>();

/**
 * The hydrator of a model and a selection of its columns, in the order of the
 * row. The user's constructor is never called. Compiled once per selection.
 */
export function compileHydrator(
  definition: ModelDefinition,
  columns: readonly ColumnDefinition[],
): Hydrator {
  const known = hydratorsOf(definition);
  const key = JSON.stringify(columns.map(({ property }) => property));
  const compiled = known.get(key);
  if (compiled !== undefined) return compiled;
  const compile = canGenerateCode ? generateHydrator : buildHydrator;
  const hydrator = compile({ definition, columns });
  known.set(key, hydrator);
  return hydrator;
}

function hydratorsOf(
  definition: ModelDefinition,
): BoundedMap<string, Hydrator> {
  const known = cache.get(definition);
  if (known !== undefined) return known;
  const made = new BoundedMap<string, Hydrator>(CAPACITY);
  cache.set(definition, made);
  return made;
}
