import type { Preload } from "../query-data";

/** A relation that is named again is loaded as said last. */
export function mergePreloads(
  preloads: readonly Preload[],
  added: readonly Preload[],
): Preload[] {
  const named = new Set(added.map(({ relation }) => relation));
  return [...preloads.filter(({ relation }) => !named.has(relation)), ...added];
}
