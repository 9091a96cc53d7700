import { always, both, parameter } from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type {
  Expression,
  Join,
  OrderTerm,
  SelectItem,
  Source,
} from "../../ast/expression";
import { columnsEqual } from "../conditions/columns-equal";
import type { Entry, RelatedRows, RelatedTable, Walk } from "./related-tables";
import { scopedColumn, sourceOf } from "../scope";
import type { Scope } from "../scope";
import { foundColumn, walkSource } from "./tree-rows";

/** The rows whose key fulfils a condition, by the sources and the condition of a statement. */
export interface RowsWithin {
  readonly from: Source;
  readonly joins: readonly Join[];
  readonly where: Expression | undefined;
  /** What stands for the model of the target, where the sources do not see to it. */
  readonly standing: Expression | undefined;
}

/**
 * The rows of the owners that a condition on the key tells, each once for an
 * owner; the sources begin at the owner's side.
 * @param standing what stands for the model of the target
 */
export function rowsFromOwner(
  rows: RelatedRows,
  isOwn: Expression | undefined,
  standing: Expression | undefined,
): RowsWithin {
  if (rows.first !== undefined)
    return firstRow(rows, rows.first, isOwn, standing);
  const { tables, linkCondition, condition } = rows;
  const links = ownLinks(rows, isOwn);
  if (links !== undefined) {
    const target = {
      kind: "inner",
      source: sourceOf(rows.target),
      on: links.on,
    } as const;
    return { from: links.source, joins: [target], where: condition, standing };
  }
  const [first, ...others] = tables as [RelatedTable, ...RelatedTable[]];
  return {
    from: sourceOf(first.scope),
    joins: others.map(({ scope, entry }) => innerJoin(scope, scope, entry)),
    where: both(both(isOwn, linkCondition), condition),
    standing,
  };
}

/** The same; the sources begin at the target. */
export function rowsFromTarget(
  rows: RelatedRows,
  isOwn: Expression | undefined,
  standing: Expression | undefined,
): RowsWithin {
  if (rows.first !== undefined)
    return firstRow(rows, rows.first, isOwn, standing);
  const { tables, target, linkCondition, condition } = rows;
  const from = sourceOf(target);
  const links = ownLinks(rows, isOwn);
  if (links !== undefined) {
    const joins: Join[] = [{ kind: "inner", ...links }];
    return { from, joins, where: condition, standing };
  }
  const joins = tables.flatMap(({ scope, entry }) =>
    entry === undefined ? [] : innerJoin(entry.before, scope, entry),
  );
  return {
    from,
    joins: joins.reverse(),
    where: both(both(isOwn, linkCondition), condition),
    standing,
  };
}

/** A row of the target is one of the rows; true or false of one that is given, where `rowsFromOwner` finds them. */
export function isAmongRows(
  rows: RelatedRows,
  isOwn: Expression,
): Expression | undefined {
  const last = rows.tables.at(-1);
  if (last?.entry === undefined)
    return both(isOwn, both(rows.linkCondition, rows.condition));
  const links =
    rows.walk === undefined
      ? linksOf(rows, isOwn)
      : linksOfWalk(rows, rows.walk, isOwn);
  const where = both(onOf(last.scope, last.entry), links.where);
  const query = { ...emptySelect, ...links, where };
  return both({ kind: "exists", query, negated: false }, rows.condition);
}

/** The tables before the target. */
function linksOf(
  { tables, linkCondition }: RelatedRows,
  isOwn: Expression | undefined,
): Omit<RowsWithin, "standing"> {
  const [first, ...others] = tables.slice(0, -1) as [
    RelatedTable,
    ...RelatedTable[],
  ];
  return {
    from: sourceOf(first.scope),
    joins: others.map(({ scope, entry }) => innerJoin(scope, scope, entry)),
    where: both(isOwn, linkCondition),
  };
}

interface Links {
  readonly source: Source;
  readonly on: Expression;
}

/** What leads to the target where that is more than tables: a source of its own. */
function ownLinks(
  rows: RelatedRows,
  isOwn: Expression | undefined,
): Links | undefined {
  if (rows.walk !== undefined)
    return walkLinks(rows, rows.walk, isOwn ?? always);
  return rows.repeats === "never" ? undefined : distinctLinks(rows, isOwn);
}

function linksOfWalk(
  rows: RelatedRows,
  walk: Walk,
  isOwn: Expression,
): Omit<RowsWithin, "standing"> {
  return { from: walkSource(rows, walk, isOwn), joins: [], where: undefined };
}

function walkLinks(rows: RelatedRows, walk: Walk, isOwn: Expression): Links {
  const { scope, entry } = rows.tables.at(-1) as RelatedTable;
  const source = walkSource(rows, walk, isOwn);
  return { source, on: onOf(scope, entry as Entry) };
}

/** The links of an owner to each row once, whatever the number of ways: its key as it was, and what the target is found by. */
function distinctLinks(
  rows: RelatedRows,
  isOwn: Expression | undefined,
): Links {
  const { target, keyScope, keyColumns } = rows;
  const { columns, before, beforeColumns } = rows.tables.at(-1)?.entry as Entry;
  const found = beforeColumns.map(foundColumn);
  const items: SelectItem[] = [
    ...keyColumns.map((column) => ({
      expression: scopedColumn(keyScope, column),
      name: column.name,
    })),
    ...beforeColumns.map((column, index) => ({
      expression: scopedColumn(before, column),
      name: found[index]?.name,
    })),
  ];
  const query = {
    ...emptySelect,
    ...linksOf(rows, isOwn),
    distinct: true,
    items,
  };
  return {
    source: { kind: "lateral", alias: keyScope.alias, query },
    on: columnsEqual(target, columns, keyScope, found),
  };
}

/** The first row of an owner, in place of the table of the target. */
function firstRow(
  rows: RelatedRows,
  orderBy: readonly OrderTerm[],
  isOwn: Expression | undefined,
  standing: Expression | undefined,
): RowsWithin {
  const { target } = rows;
  // What is taken is one row, in however many ways it is led to.
  const all = { ...rows, first: undefined, repeats: "never" } as const;
  const { from, joins, where } = rowsFromOwner(all, isOwn, undefined);
  const query = {
    ...emptySelect,
    from,
    joins,
    where: both(where, standing),
    items: rowItems(target),
    orderBy,
    limit: parameter("1"),
  };
  return {
    from: { kind: "lateral", alias: target.alias, query },
    joins: [],
    where: undefined,
    standing: undefined,
  };
}

/** All that conditions and results may name of a row. */
function rowItems(scope: Scope): readonly SelectItem[] {
  const { definition } = scope;
  const models = [definition, ...(definition.inheritance?.subclasses ?? [])];
  const columns = models.flatMap(({ columnList, search }) => [
    ...columnList,
    ...(search === undefined ? [] : [search.column]),
  ]);
  const byName = new Map(columns.map((column) => [column.name, column]));
  return [...byName.values()].map((column) => ({
    expression: scopedColumn(scope, column),
    name: undefined,
  }));
}

function innerJoin(
  joined: Scope,
  scope: Scope,
  entry: Entry | undefined,
): Join {
  const on = entry && onOf(scope, entry);
  return { kind: "inner", source: sourceOf(joined), on };
}

function onOf(
  scope: Scope,
  { columns, before, beforeColumns }: Entry,
): Expression {
  return columnsEqual(scope, columns, before, beforeColumns);
}
