import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { BoundedMap } from "../util/bounded-map";
import { memoize } from "../util/memoize";
import { buildHydrator } from "./build-hydrator";
import type { Hydrator } from "./build-hydrator";
import { canGenerateCode } from "./code-generation";
import { generateHydrator } from "./generate-hydrator";

export type { Hydrator } from "./build-hydrator";

/** Selections of a model that stay compiled; a program that makes up more of them compiles anew. */
const CAPACITY = 256;

const hydratorsOf = memoize<ModelDefinition, BoundedMap<string, Hydrator>>(
  () => new BoundedMap(CAPACITY),
);

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
