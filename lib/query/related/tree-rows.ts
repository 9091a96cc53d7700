import { treeDepth, foundKey } from "../../ast/tree-names";
import { columnOf, parameter } from "../../ast/build-expression";
import type { Expression, OrderTerm, TreeSource } from "../../ast/expression";
import type {
  ColumnDefinition,
  TreeDefinition,
} from "../../metadata/definition";
import { orderByKey } from "../clauses";
import type { QueryData } from "../query-data";
import type { RelatedRows, Walk } from "./related-tables";
import { sourceOf } from "../scope";
import type { TableNames } from "./table-names";

/**
 * Where the ancestors or descendants of a record are. The table that holds the
 * key of the owner is that of the tree itself, as it is seen by the walk: a
 * condition on the key says where the walk begins.
 */
export function treeRows(
  relation: TreeDefinition,
  names: TableNames,
): RelatedRows {
  const { kind, target: definition, link } = relation;
  const keyScope = names.link(definition);
  const target = names.target(definition);
  const entry = {
    columns: link.references,
    before: keyScope,
    beforeColumns: link.references.map(foundColumn),
  };
  return {
    tables: [
      { scope: keyScope, entry: undefined },
      { scope: target, entry },
    ],
    target,
    keyScope,
    keyColumns: kind === "descendants" ? link.columns : link.references,
    linkCondition: undefined,
    condition: undefined,
    repeats: "never",
    first: undefined,
    walk: { relation, maxDepth: undefined },
  };
}

/** The walk as a source of rows, from the rows whose key a condition tells. */
export function walkSource(
  { keyScope }: RelatedRows,
  { relation: { kind, link }, maxDepth }: Walk,
  isOwn: Expression,
): TreeSource {
  return {
    kind: "tree",
    direction: kind === "descendants" ? "down" : "up",
    table: sourceOf(keyScope),
    keys: link.references.map(({ name }) => name),
    parents: link.columns.map(({ name }) => name),
    seed: isOwn,
    maxDepth,
  };
}

/** The same rows, as far as a query goes. */
export function withinDepth(
  rows: RelatedRows,
  { maxDepth }: QueryData,
): RelatedRows {
  if (rows.walk === undefined || maxDepth === undefined) return rows;
  const walk = { ...rows.walk, maxDepth: parameter(String(maxDepth)) };
  return { ...rows, walk };
}

/** How far from its owner a row is. */
export function depthOf({ keyScope }: RelatedRows): Expression {
  return columnOf(keyScope.alias, treeDepth);
}

/** The nearest first, and those as near as each other by their key. */
export function orderByDepth(rows: RelatedRows): readonly OrderTerm[] {
  return [
    { expression: depthOf(rows), direction: "asc", nulls: undefined },
    ...orderByKey(rows.target.definition),
  ];
}

/** What a source that leads to rows calls a column of their key. */
export function foundColumn(
  column: ColumnDefinition,
  index: number,
): ColumnDefinition {
  return { ...column, name: foundKey(index) };
}
