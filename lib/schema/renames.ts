import type { TableName } from "./change";
import { hasSameShape } from "./column";
import { findRenames } from "./find-renames";
import type { NameMap } from "./find-renames";
import type { Column, Schema, Table } from "./schema";
import { indexTables, tableKey } from "./table";

/** Every rename to be done between two schemas. */
export interface Renames {
  /** By schema: old table names with the new ones. */
  readonly tables: ReadonlyMap<string, NameMap>;
  /** By the new full name of the table: old column names with the new ones. */
  readonly columns: ReadonlyMap<string, NameMap>;
}

/** The renames that the wanted schema declares and that are still to be done. */
export function findSchemaRenames(from: Schema, to: Schema): Renames {
  const tables = findTableRenames(from, to);
  return { tables, columns: findColumnRenames(from, to, tables) };
}

/** What a table is called after the renames. */
export function renameTableName(
  renames: Renames,
  { schema, name }: TableName,
): TableName {
  return { schema, name: renames.tables.get(schema)?.get(name) ?? name };
}

/** The column renames of a table, by the name it has after its own rename. */
export function columnRenamesOf(renames: Renames, table: TableName): NameMap {
  return renames.columns.get(tableKey(table)) ?? new Map<string, string>();
}

function findTableRenames(from: Schema, to: Schema): Map<string, NameMap> {
  const existing = indexTables(from);
  const wanted = indexTables(to);
  const schemas = new Set(to.tables.map(({ schema }) => schema));
  const namesIn = (schema: string): string[] =>
    from.tables
      .filter((table) => table.schema === schema)
      .map(({ name }) => name);
  return new Map(
    [...schemas].map((schema) => [
      schema,
      findRenames(
        new Set(namesIn(schema)),
        to.tables.filter((table) => table.schema === schema),
        (old, name) =>
          hasSameColumns(
            existing.get(tableKey({ schema, name: old })),
            wanted.get(tableKey({ schema, name })),
          ),
      ),
    ]),
  );
}

function findColumnRenames(
  from: Schema,
  to: Schema,
  tables: ReadonlyMap<string, NameMap>,
): Map<string, NameMap> {
  const wanted = indexTables(to);
  const columns = new Map<string, NameMap>();
  for (const table of from.tables) {
    const { schema, name } = table;
    const key = tableKey({
      schema,
      name: tables.get(schema)?.get(name) ?? name,
    });
    const target = wanted.get(key);
    if (target !== undefined) columns.set(key, findIn(table, target));
  }
  return columns;
}

function findIn(from: Table, to: Table): NameMap {
  const find = (columns: readonly Column[], name: string): Column | undefined =>
    columns.find((column) => column.name === name);
  return findRenames(
    new Set(from.columns.map(({ name }) => name)),
    to.columns,
    (old, name) => {
      const source = find(from.columns, old);
      const target = find(to.columns, name);
      return (
        source !== undefined &&
        target !== undefined &&
        hasSameShape(source, target)
      );
    },
  );
}

/** Whether two tables have the same columns, in any order. */
function hasSameColumns(
  from: Table | undefined,
  to: Table | undefined,
): boolean {
  return describeColumns(from) === describeColumns(to);
}

function describeColumns(table: Table | undefined): string {
  const columns = table?.columns.map(({ name, type }) => [name, type]) ?? [];
  return JSON.stringify(columns.map(String).sort());
}
