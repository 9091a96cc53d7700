import type { Change, TableName } from "./change";
import type { ForeignKey } from "./schema";
import { parseSqlType } from "./sql-type";
import { nameOf, tableKey } from "./table";

/**
 * Finds the foreign keys that stand in the way of other changes: PostgreSQL
 * drops no unique key that one relies on, and cannot compare two columns while
 * only one of them has its new type.
 */
export function findDisturbedKeys(
  changes: readonly Change[],
): (table: TableName, key: ForeignKey) => boolean {
  const droppedKeys = new Set(changes.flatMap(droppedKeyOf));
  const retyped = new Set(changes.flatMap(retypedColumnOf));
  return (table, key) => {
    const referenced = {
      schema: key.referencedSchema,
      name: key.referencedTable,
    };
    return (
      droppedKeys.has(columnsKey(referenced, key.referencedColumns)) ||
      key.columns.some((name) => retyped.has(columnsKey(table, [name]))) ||
      key.referencedColumns.some((name) =>
        retyped.has(columnsKey(referenced, [name])),
      )
    );
  };
}

/** The columns that no longer have a unique key. */
function droppedKeyOf(change: Change): string[] {
  if (change.kind === "drop index" && change.index.unique) {
    const columns = change.index.keys.flatMap(({ column }) => column ?? []);
    return [columnsKey(change.table, columns)];
  }
  if (change.kind !== "drop constraint") return [];
  const { constraint, table } = change;
  return constraint.kind === "primary key" || constraint.kind === "unique"
    ? [columnsKey(table, constraint.columns)]
    : [];
}

function retypedColumnOf(change: Change): string[] {
  if (change.kind === "alter enum" && change.rebuild)
    return change.columns.map(({ table, column }) =>
      columnsKey(table, [column]),
    );
  // Under the same name it may come back as a generated column.
  if (change.kind === "drop column")
    return [columnsKey(change.table, [change.column.name])];
  if (change.kind !== "alter column") return [];
  const { from, to } = change.alteration;
  return parseSqlType(from.type).base === parseSqlType(to.type).base
    ? []
    : [columnsKey(change.table, [to.name])];
}

function columnsKey(table: TableName, columns: readonly string[]): string {
  return JSON.stringify([tableKey(nameOf(table)), ...[...columns].sort()]);
}
