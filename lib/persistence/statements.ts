import type { Expression, TableSource } from "../ast/expression";
import type { InsertStatement } from "../ast/insert";
import type { Assignment, UpdateStatement } from "../ast/update";
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

/**
 * Updates the rows of a condition, and with them what arx keeps of a row: the
 * time of its update, unless that is given, and its version.
 */
export function updateWhere(
  definition: ModelDefinition,
  set: readonly Assignment[],
  where: Expression,
  returning: readonly ColumnDefinition[],
): UpdateStatement {
  return {
    kind: "update",
    table: tableOf(definition),
    set: [...set, ...keptAssignments(definition, set)],
    where,
    returning: namesOf(returning),
  };
}

/** What a column becomes: a value, or a fragment of SQL. */
export function toAssignment(value: ColumnValue): Assignment {
  return { column: value.column.name, value: toExpression(value) };
}

/** The version of a row one higher, where the model has one: every update raises it. */
export function raiseVersion({
  table,
  version,
}: ModelDefinition): readonly Assignment[] {
  if (version === undefined) return [];
  const left: Expression = { kind: "column", table, name: version.name };
  const value: Expression = { kind: "binary", operator: "+", left, right: one };
  return [{ column: version.name, value }];
}

/** The time of the transaction, so that all rows it writes agree. */
export const now: Expression = Object.freeze({
  kind: "function",
  name: "now",
  operands: [],
  cast: undefined,
});

export const nullValue: Expression = Object.freeze({
  kind: "parameter",
  value: null,
  cast: undefined,
});

const one: Expression = Object.freeze({
  kind: "parameter",
  value: "1",
  cast: undefined,
});

function keptAssignments(
  definition: ModelDefinition,
  set: readonly Assignment[],
): readonly Assignment[] {
  const touched = definition.columnList.filter(
    ({ role, name }) =>
      role === "updatedAt" && !set.some(({ column }) => column === name),
  );
  return [
    ...touched.map(({ name }) => ({ column: name, value: now })),
    ...raiseVersion(definition),
  ];
}
