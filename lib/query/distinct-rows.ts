import type {
  ColumnExpression,
  Expression,
  OrderTerm,
  SelectItem,
  SelectStatement,
} from "../ast/expression";
import { InvalidArgumentError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { familyOf } from "./conditions/operand";
import { refuseLock } from "./lock-rows";
import { mayRepeat } from "./may-repeat";
import { placeOf } from "./order/place-order";
import type { QueryData } from "./query-data";
import { relatedRows } from "./related/related-rows";
import { rowsAsSource } from "./rows-as-source";
import { rootScope, scopedColumn } from "./scope";

/**
 * The statement of a query with its rows once each, in its order. A row comes where the
 * first of those that equal it would; by SELECT DISTINCT alone PostgreSQL sorts
 * by what is selected only.
 */
export function distinctRows(
  query: QueryData,
  statement: SelectStatement,
): SelectStatement {
  const { definition } = query;
  const { items, orderBy, limit, offset } = statement;
  const key = keyAmong(definition, items);
  if (items.length === 0 || isOnceAnyway(query, key)) return statement;
  refuseLock(
    query,
    "distinct rows stand for several",
    "Lock the records by their keys: where({ id: ids }).lock(), with the ids of the query without its lock.",
  );
  const keys = [...(key ?? []), ...furtherKeys(query, items, key)];
  const isInItems = orderBy.every(
    (term) =>
      isAmong(items, term.expression) ||
      placeOf(items, query.told, term) !== undefined,
  );
  if (keys.length === items.length && isInItems)
    return { ...statement, distinct: true };
  if (orderBy.length === 0) return { ...statement, distinct: keys };
  const outer = rowsAsSource(
    { ...statement, distinct: keys, limit: undefined, offset: undefined },
    // PostgreSQL takes the first of equal rows, and wants them side by side for it.
    keys.map(inAnyOrder),
  );
  return {
    ...outer.statement,
    items: outer.statement.items.map(namedAs(items)),
    orderBy: outer.orderBy,
    limit,
    offset,
  };
}

/** Whether rows are records of a table that nothing repeats; what computes a value that they tell does not. */
function isOnceAnyway(
  query: QueryData,
  key: readonly Expression[] | undefined,
): boolean {
  return key !== undefined && query.source === undefined && !mayRepeat(query);
}

/** The primary key, where rows have it: it stands for every column of their model, those that PostgreSQL cannot compare included. */
function keyAmong(
  definition: ModelDefinition,
  items: readonly SelectItem[],
): readonly Expression[] | undefined {
  const scope = rootScope(definition);
  const key = definition.primaryKey.map((column) =>
    scopedColumn(scope, column),
  );
  return key.every((part) => isAmong(items, part)) ? key : undefined;
}

/** What tells rows apart beside the primary key, or in place of it. */
function furtherKeys(
  { definition, telling }: QueryData,
  items: readonly SelectItem[],
  key: readonly Expression[] | undefined,
): readonly Expression[] {
  const { alias } = rootScope(definition);
  const link = telling?.pivot && relatedRows(telling.pivot).keyScope.alias;
  return items.flatMap<Expression>(({ expression }, index) => {
    // Named by its place: said twice, an expression with values would be two.
    if (expression.kind !== "column")
      return [{ kind: "output", position: index + 1 }];
    // A record that several links lead to is one record, told with one of them.
    if (expression.table === link) return [];
    if (key !== undefined && expression.table === alias) return [];
    requireEquality(definition, expression);
    return [expression];
  });
}

/** @throws InvalidArgumentError when equal values of the column cannot be told to be equal */
function requireEquality(
  definition: ModelDefinition,
  { name }: ColumnExpression,
): void {
  const column = definition.columnList.find((each) => each.name === name);
  const family = column && familyOf(column.type);
  if (family !== "opaque" && family !== "encrypted") return;
  throw new InvalidArgumentError(
    `PostgreSQL cannot tell which values of ${column?.at ?? name} are equal, and so not which rows are distinct.`,
    { hint: "Name the primary key as well, or leave the column out." },
  );
}

function isAmong(items: readonly SelectItem[], wanted: Expression): boolean {
  return items.some(({ expression }) => isSame(expression, wanted));
}

function isSame(one: Expression, other: Expression): boolean {
  return (
    one.kind === "column" &&
    other.kind === "column" &&
    one.table === other.table &&
    one.name === other.name
  );
}

function inAnyOrder(expression: Expression): OrderTerm {
  return { expression, direction: "asc", nulls: undefined };
}

/** As a source of other SQL, a query has the columns that it would have anyway. */
function namedAs(
  items: readonly SelectItem[],
): (item: SelectItem, index: number) => SelectItem {
  return (item, index) => {
    const expression = items[index]?.expression;
    return expression?.kind === "column" && item.name === undefined
      ? { ...item, name: expression.name }
      : item;
  };
}
