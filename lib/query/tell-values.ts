import { emptySelect } from "../ast/empty-select";
import type { SelectItem } from "../ast/expression";
import type { DriverResult } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import { tell } from "../record/told-values";
import { shapeOf } from "../sql/shape";
import type { StrictLoading } from "../typing/strict-loading";
import { BoundedMap } from "../util/bounded-map";
import { memoize } from "../util/memoize";
import { createResults } from "./create-results";
import { decodeOutputs, requireWidth } from "./decode-outputs";
import { withOwner, withPivot } from "./related/pivot-selection";
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
  const told = [...(query.telling?.told ?? []), ...query.told];
  const telling = told.length === 0 ? base : withTold(base, told);
  const pivot = query.telling?.pivot;
  if (pivot === undefined) return telling;
  const linked = withPivot(telling, pivot);
  return query.owner === undefined
    ? linked
    : withOwner(linked, query.owner.record);
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
  strictLoading: StrictLoading | undefined,
): object[] {
  const results = createResults(selection, answer.rows, strictLoading);
  tellEach(selection, answer, width, results);
  return results;
}

/**
 * Gives each of the results that were made of rows, one of each, what its query computed.
 * @param width how many cells a row was to have
 * @throws InvalidArgumentError when a computed value was several
 */
export function tellEach(
  { definition, columns, told }: Selection,
  answer: DriverResult,
  width: number,
  results: readonly object[],
): void {
  if (told.length === 0) return;
  requireWidth(answer, width, definition);
  const properties = told.map(({ property }) => property);
  const values = decodeOutputs(answer, told, columns.length);
  results.forEach((result, index) => {
    tell(result, properties, values[index] ?? []);
  });
}

function withTold(base: Selection, told: readonly ToldValue[]): Selection {
  const items = told.map(({ property, value }) => ({
    expression: value,
    name: property,
  }));
  const { key, parameters } = shapeOf({ ...emptySelect, items });
  // What holds values is this query's own.
  if (parameters.length > 0) return makeSelection(base, items, told);
  const known = selections(base);
  const found = known.get(key);
  if (found !== undefined && isReadAs(found, told)) return found;
  const selection = makeSelection(base, items, told);
  known.set(key, selection);
  return selection;
}

/** Models of one table may read one column in several ways. */
function isReadAs(
  { told: outputs }: Selection,
  told: readonly ToldValue[],
): boolean {
  return told.every(({ type }, index) => outputs[index]?.type === type);
}

function makeSelection(
  base: Selection,
  items: readonly SelectItem[],
  told: readonly ToldValue[],
): Selection {
  return {
    ...base,
    // Frozen, so that the list is one piece of the statement's key.
    items: Object.freeze([...base.items, ...items]),
    told: told.map(({ property, type, at }) => ({ property, type, at })),
  };
}
