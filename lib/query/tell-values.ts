import { emptySelect } from "../ast/empty-select";
import type { SelectItem } from "../ast/expression";
import type { DriverResult } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import { tell } from "../record/told-values";
import { shapeOf } from "../sql/shape";
import { BoundedMap } from "../util/bounded-map";
import { memoize } from "../util/memoize";
import { createResults } from "./create-results";
import { decodeOutputs, requireWidth } from "./decode-outputs";
import type { QueryData, ToldValue } from "./query-data";
import { selectionOf } from "./selection";
import type { Selection } from "./selection";

/** More than one program has; each is a property and a formula, never a value. */
const capacity = 50;

const selections = memoize<Selection, BoundedMap<string, Selection>>(
  () => new BoundedMap(capacity),
);

/**
 * What a query reads: its columns, and what its results tell in properties of their own.
 * @param needed columns that rows must have as well
 */
export function resultSelectionOf(
  query: QueryData,
  needed: readonly ColumnDefinition[] = [],
): Selection {
  const base = selectionOf(query, needed);
  return query.told.length === 0 ? base : withTold(base, query.told);
}

/**
 * Turns the rows that the server gave into results that tell what their query computed.
 * @param width how many cells a row was to have
 * @throws InvalidArgumentError when a computed value was several
 */
export function tellResults(
  selection: Selection,
  answer: DriverResult,
  width: number,
): object[] {
  const results = createResults(selection, answer.rows);
  const { columns, told, definition } = selection;
  if (told.length === 0) return results;
  requireWidth(answer, width, definition);
  const outputs = told.map((at) => ({ type: undefined, at }));
  const values = decodeOutputs(answer, outputs, columns.length);
  results.forEach((result, index) => {
    tell(result, told, values[index] ?? []);
  });
  return results;
}

function withTold(base: Selection, told: readonly ToldValue[]): Selection {
  const items = told.map(({ property, value }) => ({
    expression: value,
    name: property,
  }));
  const { key, parameters } = shapeOf({ ...emptySelect, items });
  // What holds values is this query's own.
  if (parameters.length > 0) return makeSelection(base, items);
  const known = selections(base);
  let selection = known.get(key);
  if (selection === undefined)
    known.set(key, (selection = makeSelection(base, items)));
  return selection;
}

function makeSelection(
  base: Selection,
  items: readonly (SelectItem & { readonly name: string })[],
): Selection {
  return {
    ...base,
    // Frozen, so that the list is one piece of the statement's key.
    items: Object.freeze([...base.items, ...items]),
    told: items.map(({ name }) => name),
  };
}
