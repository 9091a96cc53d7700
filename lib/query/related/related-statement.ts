import { both, columnOf, parameter } from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type {
  Expression,
  Join,
  OrderTerm,
  SelectItem,
  SelectStatement,
} from "../../ast/expression";
import { writeArrayLiteral } from "../../types/array-literal";
import { countOf, orderByKey } from "../clauses";
import { joinsOf } from "../joins-of";
import type { KeySet } from "../key-set";
import { keyName, keysAlias, keySource, matchesKeySource } from "../key-source";
import { placeOf, placeOrder } from "../order/place-order";
import type { QueryData } from "../query-data";
import { rowsFromTarget } from "./rows-within";
import type { RelatedRows } from "./related-tables";
import type { RowsWithin } from "./rows-within";
import { isCutOff } from "../rows-as-source";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";
import type { Selection } from "../selection";
import { standingCondition } from "../standing";

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
  // Rows of which an owner has the first alone, or the first few, are looked for owner by owner.
  if (isCutOff(query) || related.first !== undefined)
    return limitedStatement(related, query, selection, keys);
  const { isOwn, joins } = keyCondition(related, keys);
  const { items, keyCells } = itemsWithKey(related, selection);
  const rows = rowsFromTarget(
    hasDoubles(related, query, selection)
      ? { ...related, repeats: "never" }
      : related,
    isOwn,
    standingOf(related, query),
  );
  const statement: SelectStatement = {
    ...emptySelect,
    items,
    from: rows.from,
    joins: [...rows.joins, ...joins, ...joinsOf(query)],
    where: whereOf(rows, query),
    orderBy: query.orderBy,
  };
  return { statement: placeOrder(statement, query.told), keyCells };
}

/**
 * Whether the rows of an owner hold a record twice where a pair is there again.
 * It is told by its key, which costs the database nothing; of a plain row
 * nothing tells it, and joins of the query may well give a record several times.
 */
export function hasDoubles(
  { repeats }: RelatedRows,
  query: QueryData,
  { isPlain }: Selection,
): boolean {
  return (
    repeats === "byPairs" &&
    !isPlain &&
    query.joins.length === 0 &&
    !isCutOff(query)
  );
}

/** What stands for the model of the target, as the query wants it. */
export function standingOf(
  { target }: RelatedRows,
  { deleted, unscoped }: QueryData,
): Expression | undefined {
  return standingCondition(target, deleted, unscoped);
}

/** What the rows fulfil, and what the query asks for beside it. */
export function whereOf(
  { where, standing }: RowsWithin,
  query: QueryData,
): Expression | undefined {
  return both(where, both(query.where, standing));
}

/** An alias that no table of a model has. */
const rowsAlias = "arx_rows";

function keyCondition(
  related: RelatedRows,
  keys: KeySet,
): { readonly isOwn: Expression | undefined; readonly joins: readonly Join[] } {
  const [only] = related.keyColumns;
  const [texts] = keys.lists;
  if (related.keyColumns.length > 1 && related.walk !== undefined)
    return { isOwn: isOneOfKeys(related, keys), joins: [] };
  if (
    related.keyColumns.length === 1 &&
    only !== undefined &&
    texts !== undefined
  ) {
    const left = scopedColumn(related.keyScope, only);
    const array = parameter(writeArrayLiteral(texts));
    return {
      isOwn: { kind: "membership", left, array, negated: false },
      joins: [],
    };
  }
  const join: Join = {
    kind: "inner",
    source: keySource(related.keyColumns, keys.lists),
    on: matchesKey(related),
  };
  return { isOwn: undefined, joins: [join] };
}

/** A walk must know the keys where it begins, and cannot be joined with them. */
function isOneOfKeys(related: RelatedRows, keys: KeySet): Expression {
  const query = {
    ...emptySelect,
    from: keySource(related.keyColumns, keys.lists),
    where: matchesKey(related),
  };
  return { kind: "exists", query, negated: false };
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
  selection: Selection,
  keys: KeySet,
): RelatedStatement {
  const { columns } = selection;
  const { items, told } = movedTold(selection);
  const moved = movedOrder(related, query, selection, items);
  const further = moved.flatMap(({ item }) => item ?? []);
  const rows = rowsOfKey(related, query, [...items, ...further]);
  const placed = placeOrder(rows, query.told, selection.items);
  const source = { kind: "lateral", alias: rowsAlias, query: placed } as const;
  const statement: SelectStatement = {
    ...emptySelect,
    items: [
      ...columns.map(({ name }) => unnamed(columnOf(rowsAlias, name))),
      ...told,
      ...related.keyColumns.map((_, index) =>
        unnamed(columnOf(keysAlias, keyName(index))),
      ),
    ],
    from: keySource(related.keyColumns, keys.lists),
    joins: [{ kind: "cross", source, on: undefined }],
    // A join keeps no order, so the rows are put in theirs once more.
    orderBy: moved.map(({ term }) => term),
  };
  return {
    statement,
    keyCells: related.keyColumns.map((_, index) => items.length + index),
  };
}

/** The order of the rows of one owner: which of them a limit leaves out must not be chance. */
export function orderOf(query: QueryData): readonly OrderTerm[] {
  const { definition, orderBy } = query;
  return orderBy.length === 0 && isCutOff(query)
    ? orderByKey(definition)
    : orderBy;
}

function matchesKey({ keyScope, keyColumns }: RelatedRows): Expression {
  return matchesKeySource(
    keyColumns.map((column) => scopedColumn(keyScope, column)),
  );
}

/** The sub-select: the rows of one key, as the query wants them. */
function rowsOfKey(
  related: RelatedRows,
  query: QueryData,
  items: readonly SelectItem[],
): SelectStatement {
  const standing = standingOf(related, query);
  const rows = rowsFromTarget(related, matchesKey(related), standing);
  return {
    ...emptySelect,
    items,
    from: rows.from,
    joins: [...rows.joins, ...joinsOf(query)],
    where: whereOf(rows, query),
    orderBy: orderOf(query),
    limit: countOf(query.limit),
    offset: countOf(query.offset),
  };
}

/** The order of the sub-select, as its rows are put in it once more. */
function movedOrder(
  { target }: RelatedRows,
  query: QueryData,
  selection: Selection,
  items: readonly SelectItem[],
): readonly MovedTerm[] {
  return orderOf(query).map((term, index) => {
    const place = placeOf(selection.items, query.told, term);
    const known = place === undefined ? undefined : items[place]?.name;
    const name = `arx_order${String(index + 1)}`;
    return movedToRows(target, term, known, name);
  });
}

interface MovedTerm {
  readonly term: OrderTerm;
  /** What the rows must have for it beside their own cells. */
  readonly item: SelectItem | undefined;
}

/** What the rows of the sub-select are to tell, by names that no column of theirs can have, and again as it is to be called. */
function movedTold({ columns, items }: Selection): {
  readonly items: readonly SelectItem[];
  readonly told: readonly SelectItem[];
} {
  const told = items
    .slice(columns.length)
    .map(({ expression, name }, index) => {
      const alias = `arx_told${String(index + 1)}`;
      return {
        inner: { expression, name: alias },
        outer: { expression: columnOf(rowsAlias, alias), name },
      };
    });
  return {
    items: [
      ...items.slice(0, columns.length),
      ...told.map(({ inner }) => inner),
    ],
    told: told.map(({ outer }) => outer),
  };
}

/**
 * A term as the rows of the sub-select are sorted by it: by a cell of theirs, or by an item that they have for it.
 * @param known what the rows call it already
 * @param name what they are to call it otherwise
 */
function movedToRows(
  { alias }: Scope,
  term: OrderTerm,
  known: string | undefined,
  name: string,
): MovedTerm {
  const { expression } = term;
  const isOwn = expression.kind === "column" && expression.table === alias;
  const own = isOwn ? expression.name : known;
  return {
    term: { ...term, expression: columnOf(rowsAlias, own ?? name) },
    item: own === undefined ? { expression, name } : undefined,
  };
}

function unnamed(expression: Expression): SelectItem {
  return { expression, name: undefined };
}
