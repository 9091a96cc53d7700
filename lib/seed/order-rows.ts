import type {
  BelongsToDefinition,
  ColumnDefinition,
  ModelDefinition,
} from "../metadata/definition";
import { topologicalSort } from "../util/topological-sort";
import { givenRelations, keyOf } from "./given-relations";
import type { SeedRow } from "./given-relations";

/** Rows of a model that refers to itself, parents first; other rows as they are. */
export function orderRows(
  definition: ModelDefinition,
  rows: readonly SeedRow[],
): readonly SeedRow[] {
  const relations = givenRelations(definition, rows).filter(
    ({ target }) => target === definition,
  );
  if (relations.length === 0) return rows;
  const parentFinders = relations.map((relation) =>
    makeParentFinder(relation, rows),
  );
  return topologicalSort(rows, (row) =>
    parentFinders
      .map((findParent) => findParent(row))
      .filter((parent) => parent !== undefined),
  ).order;
}

function makeParentFinder(
  relation: BelongsToDefinition,
  rows: readonly SeedRow[],
): (row: SeedRow) => SeedRow | undefined {
  const byKey = new Map(
    rows.map((row) => [ownKey(row, relation.references), row]),
  );
  return (row) => {
    const key = keyOf(row, relation);
    return key === undefined ? undefined : byKey.get(toText(key));
  };
}

function ownKey(row: SeedRow, columns: readonly ColumnDefinition[]): string {
  return toText(columns.map(({ property }) => row[property]));
}

/** One text for one key: `1` and `1n` and `"1"` are the same row to PostgreSQL. */
function toText(key: readonly unknown[]): string {
  return JSON.stringify(key.map(String));
}
