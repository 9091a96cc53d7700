import { renameColumnsIn } from "./expression-text";
import type { NameMap } from "./find-renames";
import { columnRenamesOf, renameTableName } from "./renames";
import type { Renames } from "./renames";
import type { ForeignKey, Index, Schema, Table } from "./schema";

/** The schema as it is once the renames are done; PostgreSQL carries them into everything that depends on the names. */
export function applyRenames(schema: Schema, renames: Renames): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => renameTable(table, renames)),
  };
}

function renameTable(table: Table, renames: Renames): Table {
  const { name } = renameTableName(renames, table);
  const columns = columnRenamesOf(renames, { schema: table.schema, name });
  return {
    ...table,
    name,
    columns: table.columns.map((column) => ({
      ...column,
      name: columns.get(column.name) ?? column.name,
    })),
    primaryKey: table.primaryKey && renameIn(table.primaryKey, columns),
    uniques: table.uniques.map((unique) => renameIn(unique, columns)),
    foreignKeys: table.foreignKeys.map((key) =>
      renameForeignKey(renameIn(key, columns), renames),
    ),
    checks: table.checks.map((check) => ({
      ...check,
      expression: renameColumnsIn(check.expression, columns),
    })),
    indexes: table.indexes.map((index) => renameIndex(index, columns)),
  };
}

function renameForeignKey(key: ForeignKey, renames: Renames): ForeignKey {
  const referenced = renameTableName(renames, {
    schema: key.referencedSchema,
    name: key.referencedTable,
  });
  const columns = columnRenamesOf(renames, referenced);
  return {
    ...key,
    referencedTable: referenced.name,
    referencedColumns: renameAll(key.referencedColumns, columns),
  };
}

function renameIndex(index: Index, columns: NameMap): Index {
  const renameText = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : renameColumnsIn(text, columns);
  return {
    ...index,
    keys: index.keys.map((key) => ({
      ...key,
      column:
        key.column === undefined
          ? undefined
          : (columns.get(key.column) ?? key.column),
      expression: renameText(key.expression),
    })),
    include: renameAll(index.include, columns),
    where: renameText(index.where),
  };
}

function renameIn<Part extends { readonly columns: readonly string[] }>(
  part: Part,
  columns: NameMap,
): Part {
  return { ...part, columns: renameAll(part.columns, columns) };
}

function renameAll(names: readonly string[], renames: NameMap): string[] {
  return names.map((name) => renames.get(name) ?? name);
}
