import type { OrderTerm } from "../../ast/expression";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { memoize } from "../../util/memoize";
import { operandsOf } from "../narrow";
import type { QueryData } from "../query-data";
import { rootScope, scopedColumn } from "../scope";

/**
 * The order of a query with nothing left to chance: what it does not decide its
 * primary key does, or the values of its rows where those stand for no record.
 * What is added goes the way of the last term given, so that an index on them can serve.
 */
export function decidedOrder(query: QueryData): readonly OrderTerm[] {
  const { definition, orderBy, told } = query;
  if (isDecided(query)) return orderBy;
  const scope = rootScope(definition);
  const direction = orderBy.at(-1)?.direction ?? "asc";
  const values = distinctColumns(query);
  const missing = (values ?? definition.primaryKey).filter(
    (column) => !orderBy.some((term) => orderedColumn(query, term) === column),
  );
  const expressions = [
    ...missing.map((column) => scopedColumn(scope, column)),
    ...(values === undefined ? [] : told.map(({ value }) => value)),
  ];
  return [
    ...orderBy,
    ...expressions.map((expression) => ({
      expression,
      direction,
      nulls: undefined,
    })),
  ];
}

/** The columns that tell plain rows apart where equal ones come once; undefined where a key does that. */
export function distinctColumns({
  definition,
  distinct,
  select,
}: QueryData): readonly ColumnDefinition[] | undefined {
  const hasKey = definition.primaryKey.every((column) =>
    select?.includes(column),
  );
  return distinct && !hasKey ? select : undefined;
}

/**
 * Whether no two rows are equal in the order's columns, because they are unique
 * together with those that all rows have one value in: an order that an index
 * gives is then left as it is. No order decides nothing, of one row as well:
 * a walk through the rows goes by columns.
 */
function isDecided(query: QueryData): boolean {
  const { definition, source, joins, distinct, orderBy } = query;
  if (source !== undefined || joins.length > 0 || distinct) return false;
  if (orderBy.length === 0) return false;
  const known = new Set([
    ...orderBy.map((term) => orderedColumn(query, term)),
    ...fixedColumns(query),
  ]);
  return uniqueColumns(definition).some((columns) =>
    columns.every((column) => known.has(column)),
  );
}

/** The columns that all rows of a query have the same value in: `country = $1`. */
function fixedColumns({
  definition,
  where,
}: QueryData): readonly (ColumnDefinition | undefined)[] {
  const { alias } = rootScope(definition);
  return operandsOf(where).map((condition) => {
    if (condition.kind !== "binary" || condition.operator !== "=")
      return undefined;
    const { left, right } = condition;
    return left.kind === "column" &&
      left.table === alias &&
      right.kind === "parameter"
      ? definition.columnList.find(({ name }) => name === left.name)
      : undefined;
  });
}

/** The lists of columns that no two rows agree in, at any time; two NULLs never make rows equal. */
const uniqueColumns = memoize(
  ({ uniques }: ModelDefinition): readonly (readonly ColumnDefinition[])[] =>
    uniques
      .filter(({ deferrable }) => deferrable === "no")
      .map(({ columns }) => columns)
      .filter((columns) => columns.every(({ nullable }) => !nullable)),
);

/** The column of the query's own model that a term orders by, if it does so by a column. */
export function orderedColumn(
  { definition }: QueryData,
  { expression }: OrderTerm,
): ColumnDefinition | undefined {
  const { alias } = rootScope(definition);
  return expression.kind === "column" && expression.table === alias
    ? definition.columnList.find(({ name }) => name === expression.name)
    : undefined;
}
