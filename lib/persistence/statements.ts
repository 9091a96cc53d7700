import type { Expression, TableSource } from "../ast/expression";
import type { InsertStatement } from "../ast/insert";
import type { UpdateStatement } from "../ast/update";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
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
export function namesOf(
  columns: readonly ColumnDefinition[],
): readonly string[] {
  let names = knownNames.get(columns);
  if (names === undefined) {
    names = Object.freeze(columns.map(({ name }) => name));
    knownNames.set(columns, names);
  }
  return names;
}

const knownNames = new WeakMap<
  readonly ColumnDefinition[],
  readonly string[]
>();

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

/** Updates the rows of a condition, and the time of their update unless it is given. */
export function updateWhere(
  definition: ModelDefinition,
  values: readonly ColumnValue[],
  where: Expression,
  returning: readonly ColumnDefinition[],
): UpdateStatement {
  const set = values.map((value) => ({
    column: value.column.name,
    value: toExpression(value),
  }));
  const touched = definition.columnList.filter(
    (column) =>
      column.role === "updatedAt" &&
      !values.some((value) => value.column === column),
  );
  return {
    kind: "update",
    table: tableOf(definition),
    set: [...set, ...touched.map(({ name }) => ({ column: name, value: now }))],
    where,
    returning: namesOf(returning),
  };
}

/** The time of the transaction, so that all rows it writes agree. */
const now: Expression = Object.freeze({
  kind: "function",
  name: "now",
  operands: [],
  cast: undefined,
});
