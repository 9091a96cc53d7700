import { memoize } from "../util/memoize";
import type { ModelDefinition } from "./definition";

type Maker = readonly [property: string, make: () => unknown];

/**
 * Sets the columns of a new record whose default is a function to what it
 * returns, for each record anew, unless the record holds a value already.
 */
export function applyFunctionDefaults(
  record: object,
  definition: ModelDefinition,
): void {
  for (const [property, make] of makersOf(definition)) {
    if (!Object.hasOwn(record, property)) Reflect.set(record, property, make());
  }
}

const makersOf = memoize(({ columnList }: ModelDefinition): readonly Maker[] =>
  columnList.flatMap(({ property, default: declared }): Maker[] =>
    declared?.kind === "function" ? [[property, declared.make]] : [],
  ),
);
