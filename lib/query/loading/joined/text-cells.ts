import type { Expression } from "../../../ast/expression";
import { isToMany } from "../../../metadata/is-to-many";
import { textCell } from "../../../sql/text-cell";
import type { ColumnType } from "../../../types/column-type";
import { textType } from "../../../types/text";
import type { QueryData } from "../../query-data";
import { selectRecords } from "../../selection";
import type { Selection } from "../../selection";

const knownCells = new WeakMap<Selection["items"], readonly Expression[]>();

/** The cells of a selection, in the texts that the server sends for them elsewhere. */
export function textCells(
  selection: Selection,
  query: QueryData,
): readonly Expression[] {
  const { items } = selection;
  const known = knownCells.get(items);
  if (known !== undefined) return known;
  const types = typesOf(selection, query);
  const cells = items.map(({ expression }, cell) =>
    textCell(expression, types[cell] ?? textType),
  );
  // What comes again is frozen, so that the statement cache knows the list without reading it.
  if (Object.isFrozen(items)) knownCells.set(items, Object.freeze(cells));
  return cells;
}

/** Behind the columns is what results tell, then the record that links them, then the cells of relations. */
function typesOf(
  { columns, told, joined }: Selection,
  { telling }: QueryData,
): readonly (ColumnType | undefined)[] {
  const links = telling?.pivot && selectRecords(telling.pivot.through);
  return [
    ...[...columns, ...told, ...(links?.columns ?? [])].map(({ type }) => type),
    ...joined.flatMap(({ relation, selection, query }) =>
      isToMany(relation) ? [undefined] : typesOf(selection, query),
    ),
  ];
}
