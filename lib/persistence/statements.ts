import { binary, columnOf, parameter } from "../ast/build-expression";
import type { Expression, TableSource } from "../ast/expression";
import type { InsertStatement } from "../ast/insert";
import type { Assignment, UpdateStatement } from "../ast/update";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { memoize } from "../util/memoize";
import { toExpression } from "./column-value";
import type { ColumnValue } from "./column-value";

/** The table of a model, for statements of this one table. */
export function tableOf({ schema, table }: ModelDefinition): TableSource {
  return { kind: "table", schema, name: table, alias: table };
}

/**
 * The names of columns, made once for a list of columns that is made once, and
 * frozen, by which the statement cache knows them again.
 */
export const namesOf = memoize(
  (columns: readonly ColumnDefinition[]): readonly string[] =>
    Object.freeze(columns.map(({ name }) => name)),
);

/** Inserts one row; what is not given takes its default. */
export function insertOne(
  definition: ModelDefinition,
  values: readonly ColumnValue[],
  returning: readonly ColumnDefinition[],
): InsertStatement {
  return {
    kind: "insert",
    into: tableOf(definition),
    columns: values.map(({ column }) => column.name),
    rows: { kind: "values", rows: [values.map(toExpression)] },
    onConflict: undefined,
    returning: namesOf(returning),
    returnInserted: false,
  };
}

/**
 * Updates the rows of a condition, and with them what arx keeps of a row: the
 * time of its update, unless that is given, and its version.
 */
export function updateWhere(
  definition: ModelDefinition,
  set: readonly Assignment[],
  where: Expression | undefined,
  returning: readonly ColumnDefinition[],
  table = tableOf(definition),
): UpdateStatement {
  return {
    kind: "update",
    table,
    set: [...set, ...keptAssignments(definition, set, table.alias)],
    where,
    returning: namesOf(returning),
  };
}

/** What a column becomes: a value, or a fragment of SQL. */
export function toAssignment(value: ColumnValue): Assignment {
  return { column: value.column.name, value: toExpression(value) };
}

/** The version of a row one higher, where the model has one: every update raises it. */
export function raiseVersion(
  { table, version }: ModelDefinition,
  alias = table,
): readonly Assignment[] {
  if (version === undefined) return [];
  const value = binary("+", columnOf(alias, version.name), one);
  return [{ column: version.name, value }];
}

/** The time of the transaction, so that all rows it writes agree. */
export const now: Expression = Object.freeze({
  kind: "function",
  name: "now",
  operands: [],
  cast: undefined,
});

export const nullValue: Expression = Object.freeze(parameter(null));

const one: Expression = Object.freeze(parameter("1"));

/** The times of the last update. */
export const touchedColumns = memoize(
  ({ columnList }: ModelDefinition): readonly ColumnDefinition[] =>
    columnList.filter(({ role }) => role === "updatedAt"),
);

function keptAssignments(
  definition: ModelDefinition,
  set: readonly Assignment[],
  alias: string,
): readonly Assignment[] {
  const touched = touchedColumns(definition).filter(
    ({ name }) => !set.some(({ column }) => column === name),
  );
  return [
    ...touched.map(({ name }) => ({ column: name, value: now })),
    ...raiseVersion(definition, alias),
  ];
}
