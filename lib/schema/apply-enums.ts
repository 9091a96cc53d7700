import type { EnumColumn } from "./change";
import { expressionKey, mentionsAny } from "./expression-text";
import {
  exclusionExpressions,
  hasType,
  indexExpressions,
  isRebuild,
} from "./diff-enums";
import type { EnumChange } from "./diff-enums";
import type { Column, EnumType, Schema, Table } from "./schema";
import { parseSqlType } from "./sql-type";
import { tableKey } from "./table";

/** A schema after its enum types were made anew, and what stood in the way of that. */
export interface AppliedEnums {
  readonly schema: Schema;
  /** The checks, exclusions, indexes and generated columns that hold such a type: PostgreSQL cannot carry them over. */
  readonly stale: ReadonlySet<object>;
}

/** The schema as it is once the types are made anew, which gives their columns the wanted defaults. */
export function applyEnums(
  schema: Schema,
  changes: readonly EnumChange[],
): AppliedEnums {
  const rebuilt = changes.filter(isRebuild);
  const columns = rebuilt.flatMap((change) => change.columns);
  const stale = new Set<object>();
  const tables = schema.tables.map((table) => {
    const own = columns.filter(
      (column) => tableKey(column.table) === tableKey(table),
    );
    for (const column of table.columns)
      if (isStaleColumn(column, own, rebuilt)) stale.add(column);
    if (own.length === 0) return table;
    for (const part of staleParts(table, own)) stale.add(part);
    return { ...table, columns: table.columns.map(withDefault(own)) };
  });
  return { schema: { ...schema, tables }, stale };
}

/** PostgreSQL changes the type of no column that is computed, nor of one that such a column reads. */
function isStaleColumn(
  column: Column,
  changed: readonly EnumColumn[],
  rebuilt: readonly { readonly to: EnumType }[],
): boolean {
  if (column.generated === undefined) return false;
  const names = new Set(changed.map((each) => each.column));
  return (
    mentionsAny(column.generated.expression, names) ||
    rebuilt.some(({ to }) => hasType(column, to))
  );
}

function withDefault(
  changed: readonly EnumColumn[],
): (column: Column) => Column {
  return (column) => {
    const own = changed.find((each) => each.column === column.name);
    return own === undefined ? column : { ...column, default: own.to };
  };
}

function staleParts(table: Table, changed: readonly EnumColumn[]): object[] {
  const types = table.columns
    .filter(({ name }) => changed.some(({ column }) => column === name))
    .map(({ type }) => expressionKey(parseSqlType(type).base));
  const isStale = (text: string): boolean =>
    types.some((type) => expressionKey(text).includes(type));
  return [
    ...table.checks.filter(({ expression }) => isStale(expression)),
    ...table.indexes.filter((index) => indexExpressions(index).some(isStale)),
    ...table.exclusions.filter((exclusion) =>
      exclusionExpressions(exclusion).some(isStale),
    ),
  ];
}
