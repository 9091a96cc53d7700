import { maxNameBytes } from "../metadata/naming";
import type { Change, ChangeOf, TableName } from "./change";
import { columnRenamesOf, renameTableName } from "./renames";
import type { Renames } from "./renames";
import type { Column, Schema, Table } from "./schema";

/** The changes that do the renames of tables and columns, and of the sequences that follow them. */
export function renameChanges(from: Schema, renames: Renames): Change[] {
  return from.tables.flatMap((table) => {
    const renamed = renameTableName(renames, table);
    return [
      ...renameTable(table, renamed),
      ...renameColumns(renames, renamed),
      ...renameSequences(table, renamed, renames),
    ];
  });
}

function renameTable(
  { schema, name }: Table,
  renamed: TableName,
): ChangeOf<"rename table">[] {
  if (name === renamed.name) return [];
  return [{ kind: "rename table", table: { schema, name }, to: renamed.name }];
}

function renameColumns(
  renames: Renames,
  table: TableName,
): ChangeOf<"rename column">[] {
  const columns = columnRenamesOf(renames, table);
  return [...columns].map(([column, to]) => ({
    kind: "rename column",
    table,
    column,
    to,
  }));
}

function renameSequences(
  table: Table,
  renamed: TableName,
  renames: Renames,
): ChangeOf<"rename sequence">[] {
  const columns = columnRenamesOf(renames, renamed);
  return table.columns.flatMap((column) => {
    const to = ownSequence(
      renamed.name,
      columns.get(column.name) ?? column.name,
    );
    if (!hasOwnSequence(table, column) || column.sequence === to) return [];
    const sequence = { schema: table.schema, name: column.sequence };
    return Buffer.byteLength(to) > maxNameBytes
      ? []
      : [{ kind: "rename sequence", sequence, to }];
  });
}

/** Whether the sequence bears the name that PostgreSQL gave it, and no one else chose. */
function hasOwnSequence(
  table: Table,
  column: Column,
): column is Column & { readonly sequence: string } {
  return column.sequence === ownSequence(table.name, column.name);
}

function ownSequence(table: string, column: string): string {
  return `${table}_${column}_seq`;
}
