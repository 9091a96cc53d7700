import {
  allOf,
  binary,
  both,
  castParameter,
  columnOf,
  parameter,
} from "../ast/build-expression";
import type {
  Expression,
  Join,
  OrderTerm,
  SelectItem,
  SelectStatement,
  UnnestSource,
} from "../ast/expression";
import { writeArrayLiteral } from "../types/array-literal";
import type { ColumnType } from "../types/column-type";
import { orderByKey } from "./clauses";
import type { KeySet } from "./key-set";
import type { QueryData } from "./query-data";
import type { RelatedRows } from "./related-rows";
import { scopedColumn, sourceOf } from "./scope";
import type { Selection } from "./selection";
import { standingCondition } from "./standing";
import { emptySelect } from "./statement";

/** A statement for the rows related to many keys, and the cells in which each row says its key. */
export interface RelatedStatement {
  readonly statement: SelectStatement;
  readonly keyCells: readonly number[];
}

/**
 * One statement for the related rows of all keys. A single key column is
 * compared with `= any($1)`, a composite key joined with rows of keys; a limit
 * takes a lateral sub-select for each key.
 */
export function relatedStatement(
  related: RelatedRows,
  query: QueryData,
  selection: Selection,
  keys: KeySet,
): RelatedStatement {
  if (query.limit !== undefined)
    return limitedStatement(related, query, selection, keys);
  const { where, joins } = keyCondition(related, keys);
  const { items, keyCells } = itemsWithKey(related, selection);
  const statement: SelectStatement = {
    ...emptySelect,
    items,
    from: sourceOf(related.target),
    joins: [...related.joins, ...joins],
    where: both(where, conditionOf(related, query)),
    orderBy: query.orderBy,
  };
  return { statement, keyCells };
}

/** What the query asks for, and what stands for the model and for the one that links to it. */
function conditionOf(
  { target, keyScope, condition }: RelatedRows,
  query: QueryData,
): Expression | undefined {
  const where = both(condition, query.where);
  const standing = both(where, standingCondition(target, query.deleted));
  return keyScope === target
    ? standing
    : both(standing, standingCondition(keyScope, "without"));
}

/** Aliases that no table of a model has. */
const keysAlias = "arx_keys";
const rowsAlias = "arx_rows";

function keyCondition(
  related: RelatedRows,
  keys: KeySet,
): { readonly where: Expression | undefined; readonly joins: readonly Join[] } {
  const [only] = related.keyColumns;
  const [texts] = keys.lists;
  if (
    related.keyColumns.length === 1 &&
    only !== undefined &&
    texts !== undefined
  ) {
    const left = scopedColumn(related.keyScope, only);
    const array = parameter(writeArrayLiteral(texts));
    return {
      where: { kind: "membership", left, array, negated: false },
      joins: [],
    };
  }
  const join: Join = {
    kind: "inner",
    source: keySource(related, keys),
    on: matchesKey(related),
  };
  return { where: undefined, joins: [join] };
}

/** The key is read from the target's own cells, or, where a join table holds it, from cells of its own. */
function itemsWithKey(
  { target, keyScope, keyColumns }: RelatedRows,
  { columns, items }: Selection,
): {
  readonly items: readonly SelectItem[];
  readonly keyCells: readonly number[];
} {
  if (keyScope === target)
    return {
      items,
      keyCells: keyColumns.map((column) => columns.indexOf(column)),
    };
  const keyItems = keyColumns.map((column) =>
    unnamed(scopedColumn(keyScope, column)),
  );
  return {
    items: [...items, ...keyItems],
    keyCells: keyItems.map((_, index) => items.length + index),
  };
}

function limitedStatement(
  related: RelatedRows,
  query: QueryData,
  { definition, columns, items }: Selection,
  keys: KeySet,
): RelatedStatement {
  // Which rows a limit leaves out must not be chance.
  const orderBy =
    query.orderBy.length > 0 ? query.orderBy : orderByKey(definition);
  const rows: SelectStatement = {
    ...emptySelect,
    items,
    from: sourceOf(related.target),
    joins: related.joins,
    where: both(matchesKey(related), conditionOf(related, query)),
    orderBy,
    limit: parameter(String(query.limit)),
  };
  const statement: SelectStatement = {
    ...emptySelect,
    items: [
      ...columns.map(({ name }) => unnamed(columnOf(rowsAlias, name))),
      ...related.keyColumns.map((_, index) =>
        unnamed(columnOf(keysAlias, keyName(index))),
      ),
    ],
    from: keySource(related, keys),
    joins: [
      {
        kind: "cross",
        source: { kind: "lateral", alias: rowsAlias, query: rows },
        on: undefined,
      },
    ],
    // A join keeps no order, so the rows are put in theirs once more.
    orderBy: orderBy.map(movedToRows),
  };
  return {
    statement,
    keyCells: related.keyColumns.map((_, index) => columns.length + index),
  };
}

function keySource(
  { keyColumns }: RelatedRows,
  { lists }: KeySet,
): UnnestSource {
  return {
    kind: "unnest",
    alias: keysAlias,
    columns: keyColumns.map((_, index) => keyName(index)),
    arrays: keyColumns.map(({ type }, index) =>
      castParameter(writeArrayLiteral(lists[index] ?? []), arrayCast(type)),
    ),
  };
}

/** Without a length, which a cast would cut the key to; `char` without a length would be `char(1)`. */
function arrayCast({ name }: ColumnType): string {
  return name === "char" ? "bpchar[]" : `${name}[]`;
}

function matchesKey({ keyScope, keyColumns }: RelatedRows): Expression {
  return allOf(
    keyColumns.map((column, index) =>
      binary(
        "=",
        scopedColumn(keyScope, column),
        columnOf(keysAlias, keyName(index)),
      ),
    ),
  );
}

function movedToRows(term: OrderTerm): OrderTerm {
  const { expression } = term;
  return expression.kind === "column"
    ? { ...term, expression: { ...expression, table: rowsAlias } }
    : term;
}

function keyName(index: number): string {
  return `key${String(index + 1)}`;
}

function unnamed(expression: Expression): SelectItem {
  return { expression, name: undefined };
}
