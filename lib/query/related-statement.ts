import { both, columnOf, parameter } from "../ast/build-expression";
import { emptySelect } from "../ast/empty-select";
import type {
  Expression,
  Join,
  OrderTerm,
  SelectItem,
  SelectStatement,
} from "../ast/expression";
import { writeArrayLiteral } from "../types/array-literal";
import { orderByKey } from "./clauses";
import { joinsOf } from "./joins-of";
import type { KeySet } from "./key-set";
import { keyName, keysAlias, keySource, matchesKeySource } from "./key-source";
import type { QueryData } from "./query-data";
import type { RelatedRows } from "./related-rows";
import { scopedColumn, sourceOf } from "./scope";
import type { Scope } from "./scope";
import type { Selection } from "./selection";
import { standingCondition } from "./standing";

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
    joins: [...related.joins, ...joins, ...joinsOf(query)],
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
  const standing = both(
    where,
    standingCondition(target, query.deleted, query.unscoped),
  );
  return keyScope === target
    ? standing
    : both(standing, standingCondition(keyScope, "without"));
}

/** An alias that no table of a model has. */
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
    source: keySource(related.keyColumns, keys.lists),
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
  const moved = orderBy.map((term, index) =>
    movedToRows(related.target, term, `arx_order${String(index + 1)}`),
  );
  const rows: SelectStatement = {
    ...emptySelect,
    items: [...items, ...moved.flatMap(({ item }) => item ?? [])],
    from: sourceOf(related.target),
    joins: [...related.joins, ...joinsOf(query)],
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
    from: keySource(related.keyColumns, keys.lists),
    joins: [
      {
        kind: "cross",
        source: { kind: "lateral", alias: rowsAlias, query: rows },
        on: undefined,
      },
    ],
    // A join keeps no order, so the rows are put in theirs once more.
    orderBy: moved.map(({ term }) => term),
  };
  return {
    statement,
    keyCells: related.keyColumns.map((_, index) => columns.length + index),
  };
}

function matchesKey({ keyScope, keyColumns }: RelatedRows): Expression {
  return matchesKeySource(
    keyColumns.map((column) => scopedColumn(keyScope, column)),
  );
}

/** A term as the rows of the sub-select are sorted by it: by a column of theirs, or by an item that they have for it. */
function movedToRows(
  { alias }: Scope,
  term: OrderTerm,
  name: string,
): { readonly term: OrderTerm; readonly item: SelectItem | undefined } {
  const { expression } = term;
  const isOwn = expression.kind === "column" && expression.table === alias;
  return {
    term: {
      ...term,
      expression: columnOf(rowsAlias, isOwn ? expression.name : name),
    },
    item: isOwn ? undefined : { expression, name },
  };
}

function unnamed(expression: Expression): SelectItem {
  return { expression, name: undefined };
}
