import type {
  ColumnDefinition,
  IndexKeyDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { operatorClassOf } from "../../types/vector-distance";
import type { DistanceKind } from "../../types/vector-distance";
import { memoize } from "../../util/memoize";

/** How many candidates an hnsw index looks at where nobody says otherwise. */
const usualCandidates = 40;

/** The distances that a column was searched by, and whether for more than its index gives. */
const searched = memoize<ColumnDefinition, Set<string>>(() => new Set());

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
  const known = searched(column);
  if (known.has(kind.name)) return;
  known.add(kind.name);
  const classes = indexes.flatMap(({ method, keys }) =>
    method === "hnsw" || method === "ivfflat"
      ? keys.filter((key) => key.column === column)
      : [],
  );
  const isServed = classes.some((key) => serves(key, column, kind));
  if (classes.length === 0 || isServed) return;
  process.emitWarning(
    `${column.at} is searched by ${kind.name}, and its index is for another distance, so that every row is read.`,
    {
      type: "ArxWarning",
      code: "ARX_VECTOR_INDEX",
      detail: `Search by the distance of the index, or add one: { method: 'hnsw', distance: '${kind.name}' }.`,
    },
  );
}

/** An hnsw index gives no more rows than it looks at: of 100 asked for, 40, and nobody would notice. */
export function warnOfFewCandidates(
  { columns, indexes }: ModelDefinition,
  property: unknown,
  kind: DistanceKind,
  limit: number,
  settings: Readonly<Record<string, string>>,
): void {
  const candidates = Number(settings["hnsw.ef_search"] ?? usualCandidates);
  if (limit <= candidates || settings["hnsw.iterative_scan"] !== undefined)
    return;
  const column = columns[String(property)];
  if (column === undefined || searched(column).has("limit")) return;
  const isServed = indexes.some(
    ({ method, keys }) =>
      method === "hnsw" && keys.some((key) => serves(key, column, kind)),
  );
  if (!isServed) return;
  searched(column).add("limit");
  process.emitWarning(
    `${column.at} is asked for ${String(limit)} records, and its hnsw index gives ${String(candidates)} at most.`,
    {
      type: "ArxWarning",
      code: "ARX_VECTOR_LIMIT",
      detail: `Have it look at as many: { efSearch: ${String(Math.min(limit, 1000))} }, or write iterativeScan: 'strict'.`,
    },
  );
}

/** Whether a key of an index is for a distance; its class of operators may be named with its schema. */
function serves(
  key: IndexKeyDefinition,
  column: ColumnDefinition,
  kind: DistanceKind,
): boolean {
  const wanted = operatorClassOf(column.type.name, kind);
  return (
    key.column === column && key.operatorClass?.split(".").at(-1) === wanted
  );
}
