import { tell } from "../record/told-values";
import { BoundedMap } from "../util/bounded-map";
import { memoize } from "../util/memoize";
import type { DistanceData, QueryData } from "./query-data";
import { selectionOf } from "./selection";
import type { Selection } from "./selection";

/** More than one program has; each is a property and a formula, never a vector. */
const capacity = 50;

const selections = memoize<Selection, BoundedMap<string, Selection>>(
  () => new BoundedMap(capacity),
);

/** What a query reads: its columns, and the distances that its results tell in properties of their own. */
export function resultSelectionOf(query: QueryData): Selection {
  const base = selectionOf(query, []);
  return query.distances.length === 0
    ? base
    : tellDistances(base, query.distances);
}

function tellDistances(
  base: Selection,
  distances: readonly DistanceData[],
): Selection {
  const key = distances.map((distance) => distance.key).join("\0");
  const known = selections(base);
  let selection = known.get(key);
  if (selection === undefined)
    known.set(key, (selection = makeSelection(base, distances)));
  return selection;
}

function makeSelection(
  base: Selection,
  distances: readonly DistanceData[],
): Selection {
  const width = base.columns.length;
  const properties = distances.map(({ property }) => property);
  const items = distances.map(({ property, value }) => ({
    expression: value,
    name: property,
  }));
  return {
    ...base,
    // Frozen, so that the list is one piece of the statement's key.
    items: Object.freeze([...base.items, ...items]),
    create: (row, siblings) => {
      const result = base.create(row, siblings);
      tell(result, properties, row.slice(width).map(Number));
      return result;
    },
  };
}
