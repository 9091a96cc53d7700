import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { operatorClassOf } from "../types/vector-distance";
import type { DistanceKind } from "../types/vector-distance";

const warned = new WeakMap<ColumnDefinition, Set<string>>();

/**
 * An index of vectors serves one distance. Whoever made one for another
 * distance than a query asks for would not notice: the query reads the whole
 * table and gives the right rows. Said once for each column and distance.
 */
export function warnOfMissingIndex(
  { indexes }: ModelDefinition,
  column: ColumnDefinition,
  kind: DistanceKind,
): void {
  const classes = indexes.flatMap(({ method, keys }) =>
    method === "hnsw" || method === "ivfflat"
      ? keys.filter((key) => key.column === column)
      : [],
  );
  const wanted = operatorClassOf(column.type.name, kind);
  const serves = classes.some(
    // It may be named with its schema.
    ({ operatorClass }) => operatorClass?.split(".").at(-1) === wanted,
  );
  if (classes.length === 0 || serves) return;
  const said = warned.get(column) ?? new Set();
  warned.set(column, said);
  if (said.has(kind.name)) return;
  said.add(kind.name);
  process.emitWarning(
    `${column.at} is searched by ${kind.name}, and its index is for another distance, so that every row is read.`,
    {
      type: "ArxWarning",
      code: "ARX_VECTOR_INDEX",
      detail: `Search by the distance of the index, or add one: { method: 'hnsw', distance: '${kind.name}' }.`,
    },
  );
}
