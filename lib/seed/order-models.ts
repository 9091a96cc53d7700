import { CircularSeedError } from "../errors/seed-error";
import type {
  BelongsToDefinition,
  ModelDefinition,
} from "../metadata/definition";
import { topologicalSort } from "../util/topological-sort";
import { pathAround } from "./cycle-path";
import { givenRelations } from "./given-relations";
import { checksumOfRows } from "./rows-checksum";
import type { ModelSeedEntry, SeedUnit } from "./seed-entry";

/** By model: the relations that its rows set and whose other side is seeded too. */
type Edges = ReadonlyMap<ModelDefinition, readonly BelongsToDefinition[]>;

/**
 * The rows declared on models in the order they run: referenced models first,
 * the order of `definitions` among equals. Models that refer to each other in
 * a circle become one unit, where a relation that may be null is set last.
 * @throws CircularSeedError when every relation of a circle is required
 */
export function orderModelSeeds(
  definitions: readonly ModelDefinition[],
): readonly SeedUnit[] {
  const seeded = definitions.filter(({ seeds }) => seeds.length > 0);
  const edges = findEdges(seeded);
  const { order, cycles } = topologicalSort(seeded, (model) =>
    targetsOf(edges.get(model) ?? []),
  );
  return order.flatMap((model): readonly SeedUnit[] => {
    const circle = cycles.find((members) => members.includes(model));
    if (circle === undefined)
      return entriesOf(model, []).map((entry) => [entry]);
    return circle[0] === model ? [breakCircle(circle, edges)] : [];
  });
}

function findEdges(seeded: readonly ModelDefinition[]): Edges {
  return new Map(
    seeded.map((model) => {
      const rows = model.seeds.flatMap((seed) => seed.rows);
      const relations = givenRelations(model, rows);
      return [
        model,
        relations.filter(
          ({ target }) => target !== model && seeded.includes(target),
        ),
      ];
    }),
  );
}

function targetsOf(
  relations: readonly BelongsToDefinition[],
): readonly ModelDefinition[] {
  return relations.map(({ target }) => target);
}

/** One unit for models in a circle: ordered by what must not be null, the rest deferred. */
function breakCircle(
  circle: readonly ModelDefinition[],
  edges: Edges,
): SeedUnit {
  const requiredTargetsOf = (
    model: ModelDefinition,
  ): readonly ModelDefinition[] =>
    targetsOf(
      (edges.get(model) ?? []).filter((relation) => !canBeNull(relation)),
    );
  const { order, cycles } = topologicalSort(circle, requiredTargetsOf);
  if (cycles[0] !== undefined) {
    throw new CircularSeedError(
      pathAround(cycles[0], requiredTargetsOf).map(({ name }) => name),
    );
  }
  return order.flatMap((model, position) => {
    const waiting = (edges.get(model) ?? []).filter(
      ({ target }) => order.indexOf(target) > position,
    );
    return entriesOf(model, waiting);
  });
}

function entriesOf(
  definition: ModelDefinition,
  deferred: readonly BelongsToDefinition[],
): readonly ModelSeedEntry[] {
  return definition.seeds.map((seed) => ({
    kind: "model",
    name: seed.name,
    environments: seed.environments,
    checksum: checksumOfRows(seed.rows),
    definition,
    seed,
    deferred,
  }));
}

function canBeNull({ columns }: BelongsToDefinition): boolean {
  return columns.every(({ nullable }) => nullable);
}
