import { CircularSeedError, SeedError } from "../errors/seed-error";
import { suggest } from "../util/suggest";
import { topologicalSort } from "../util/topological-sort";
import { pathAround } from "./cycle-path";
import type { FileSeedEntry } from "./seed-entry";

/**
 * Seeds of files in the order they run: each after those it names, by name among equals.
 * @param others names that `after` may hold beside those of the files: seeds of models, which run before
 * @throws CircularSeedError when seeds wait for each other
 */
export function orderFileSeeds(
  entries: readonly FileSeedEntry[],
  others: Iterable<string>,
): readonly FileSeedEntry[] {
  const sorted = [...entries].sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  const byName = new Map(sorted.map((entry) => [entry.name, entry]));
  checkNames(sorted, new Set([...byName.keys(), ...others]));
  const dependenciesOf = ({ seed }: FileSeedEntry): FileSeedEntry[] =>
    seed.after
      .map((name) => byName.get(name))
      .filter((entry) => entry !== undefined);

  const { order, cycles } = topologicalSort(sorted, dependenciesOf);
  const circle =
    cycles[0] ??
    sorted.filter((entry) => entry.seed.after.includes(entry.name)).slice(0, 1);
  if (circle.length > 0) {
    throw new CircularSeedError(
      pathAround(circle, dependenciesOf).map(({ name }) => name),
    );
  }
  return order;
}

function checkNames(
  entries: readonly FileSeedEntry[],
  known: ReadonlySet<string>,
): void {
  for (const { name, seed } of entries) {
    const missing = seed.after.find((other) => !known.has(other));
    if (missing === undefined) continue;
    const suggestion = suggest(missing, known);
    throw new SeedError(
      `Seed "${name}" runs after "${missing}", which does not exist.`,
      name,
      {
        hint:
          suggestion === undefined
            ? undefined
            : `Did you mean "${suggestion}"?`,
      },
    );
  }
}
