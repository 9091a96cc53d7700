import { renameColumnsIn } from "./expression-text";
import type { NameMap } from "./find-renames";
import { columnRenamesOf, renameTableName } from "./renames";
import type { Renames } from "./renames";
import type {
  ExclusionConstraint,
  ForeignKey,
  Index,
  IndexKey,
  Schema,
  Table,
} from "./schema";

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
      generated: column.generated && {
        ...column.generated,
        expression: renameColumnsIn(column.generated.expression, columns),
      },
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
    exclusions: table.exclusions.map((exclusion) =>
      renameExclusion(exclusion, columns),
    ),
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
  return {
    ...index,
    keys: index.keys.map((key) => renameKey(key, columns)),
    include: renameAll(index.include, columns),
    where: renameText(index.where, columns),
  };
}

function renameExclusion(
  exclusion: ExclusionConstraint,
  columns: NameMap,
): ExclusionConstraint {
  return {
    ...exclusion,
    elements: exclusion.elements.map((element) => renameKey(element, columns)),
    where: renameText(exclusion.where, columns),
  };
}

function renameKey<Key extends IndexKey>(key: Key, columns: NameMap): Key {
  return {
    ...key,
    column:
      key.column === undefined
        ? undefined
        : (columns.get(key.column) ?? key.column),
    expression: renameText(key.expression, columns),
  };
}

function renameText(
  text: string | undefined,
  columns: NameMap,
): string | undefined {
  return text === undefined ? undefined : renameColumnsIn(text, columns);
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
