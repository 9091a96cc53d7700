import { SeedError } from "../errors/seed-error";
import type { ModelDefinition } from "../metadata/definition";
import { suggest } from "../util/suggest";
import { orderFileSeeds } from "./order-files";
import { orderModelSeeds } from "./order-models";
import type { FileSeedEntry, SeedUnit } from "./seed-entry";

/**
 * Everything that could run, in order: rows of models first, then files, which may build on them.
 * @param only names to keep; undefined keeps all
 * @throws SeedError when two seeds have one name, or `only` names none
 */
export function collectUnits(
  definitions: readonly ModelDefinition[],
  files: readonly FileSeedEntry[],
  only: readonly string[] | undefined,
): readonly SeedUnit[] {
  const models = orderModelSeeds(definitions);
  const modelNames = models.flat().map(({ name }) => name);
  checkTwins([...modelNames, ...files.map(({ name }) => name)]);
  const units = [
    ...models,
    ...orderFileSeeds(files, modelNames).map((entry) => [entry]),
  ];
  return only === undefined ? units : select(units, only);
}

function select(
  units: readonly SeedUnit[],
  only: readonly string[],
): readonly SeedUnit[] {
  const known = units.flat().map(({ name }) => name);
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const suggestion = suggest(unknown, known);
    throw new SeedError(`There is no seed "${unknown}".`, unknown, {
      hint:
        suggestion === undefined
          ? `Known: ${known.join(", ")}.`
          : `Did you mean "${suggestion}"?`,
    });
  }
  return units
    .map((unit) => unit.filter(({ name }) => only.includes(name)))
    .filter((unit) => unit.length > 0);
}

function checkTwins(names: readonly string[]): void {
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin === undefined) return;
  throw new SeedError(`Two seeds have the name "${twin}".`, twin, {
    hint: "Rename one of them; a seed that was renamed after it ran counts as a new one.",
  });
}
