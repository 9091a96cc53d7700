import { parameter } from "../../../ast/build-expression";
import { emptySelect } from "../../../ast/empty-select";
import type { SelectStatement } from "../../../ast/expression";
import type { TargetedDefinition } from "../../../metadata/definition";
import { countOf } from "../../clauses";
import { joinsOf } from "../../joins-of";
import { keyName } from "../../key-source";
import { mayRepeat } from "../../may-repeat";
import { orderOf, standingOf, whereOf } from "../../related/related-statement";
import { isOwnedBy, ownerColumns } from "../../related/related-tables";
import { rowsFromOwner } from "../../related/rows-within";
import type { RowsWithin } from "../../related/rows-within";
import { scopedColumn } from "../../scope";
import type { Scope } from "../../scope";
import type { JoinedRelation } from "../../selection";
import { textCells } from "./text-cells";

/** An alias that no table of a model has. */
const ownerAlias = "arx_owner";

/** What the cells of a record are called where they come beside those of its owner. */
export function cellName(place: number): string {
  return `cell${String(place + 1)}`;
}

/** The one record that a relation leads an owner to, as a row of cells. */
export function selectOne(
  owner: Scope,
  joined: JoinedRelation,
): SelectStatement {
  const { relation, query, related, selection } = joined;
  const statement: SelectStatement = {
    ...emptySelect,
    ...sourcesOf(owner, joined),
    items: selection.items.map(({ expression }, place) => ({
      expression,
      name: cellName(place),
    })),
  };
  const isOne = related.first !== undefined || leadsToKey(relation);
  if (isOne && !mayRepeat(query)) return statement;
  return { ...statement, orderBy: query.orderBy, limit: parameter("1") };
}

/** Whether there can be no second record. */
function leadsToKey(relation: TargetedDefinition): boolean {
  const { primaryKey } = relation.target;
  return (
    relation.kind === "belongsTo" &&
    primaryKey.every((column) => relation.references.includes(column))
  );
}

/** The records that a relation leads an owner to, each as an array of texts. */
export function selectList(
  owner: Scope,
  joined: JoinedRelation,
): SelectStatement {
  const { query, selection } = joined;
  const operands = textCells(selection, query);
  return {
    ...emptySelect,
    ...sourcesOf(owner, joined),
    items: [{ expression: { kind: "array", operands }, name: undefined }],
    orderBy: orderOf(query),
    limit: countOf(query.limit),
    offset: countOf(query.offset),
  };
}

function sourcesOf(
  owner: Scope,
  joined: JoinedRelation,
): Pick<SelectStatement, "from" | "joins" | "where"> {
  const { query, selection } = joined;
  const rows = isHidden(owner, joined)
    ? rowsOfHidden(owner, joined)
    : rowsOf(joined, owner);
  return {
    from: rows.from,
    joins: [...rows.joins, ...joinsOf(query), ...selection.joins],
    where: whereOf(rows, query),
  };
}

function rowsOf(
  { relation, query, related }: JoinedRelation,
  owner: Scope,
  columns = ownerColumns(relation),
): RowsWithin {
  const isOwn = isOwnedBy(related, owner, columns);
  return rowsFromOwner(related, isOwn, standingOf(related, query));
}

/** Whether a table inside has the alias of the owner, as in a relation of a model to itself; SQL of a user's own may join any. */
function isHidden(
  { alias }: Scope,
  { query: { joins }, related: { tables } }: JoinedRelation,
): boolean {
  return (
    tables.some(({ scope }) => scope.alias === alias) ||
    joins.some((join) => join.kind === "fragment" || join.scope.alias === alias)
  );
}

/** The owner's key, under an alias of its own: what stands in a source does not see the tables beside it. */
function rowsOfHidden(owner: Scope, joined: JoinedRelation): RowsWithin {
  const columns = ownerColumns(joined.relation);
  // Named so that no SQL of a user means the owner's by the name of a column.
  const names = columns.map((_, index) => `arx_${keyName(index)}`);
  const renamed = columns.map((column, index) => ({
    ...column,
    name: names[index] as string,
  }));
  const rows = rowsOf(joined, { ...owner, alias: ownerAlias }, renamed);
  const key: SelectStatement = {
    ...emptySelect,
    items: columns.map((column, index) => ({
      expression: scopedColumn(owner, column),
      name: names[index],
    })),
  };
  return {
    ...rows,
    from: { kind: "lateral", alias: ownerAlias, query: key },
    joins: [{ kind: "cross", source: rows.from, on: undefined }, ...rows.joins],
  };
}
