import type { TableName } from "./change";
import type { Index, Schema, Table } from "./schema";

/** A database in which nothing was made yet. */
export const emptySchema: Schema = {
  schemas: [],
  extensions: [],
  enums: [],
  functions: [],
  tables: [],
};

/**
 * The same schema in the order that makes equal schemas equal values: tables,
 * constraints and indexes by name, columns as they are.
 */
export function normalizeSchema(schema: Schema): Schema {
  return {
    schemas: [...schema.schemas].sort(compareNames),
    extensions: [...schema.extensions].sort(compareNames),
    enums: [...schema.enums].sort(compareFullNames),
    functions: [...schema.functions].sort(compareFullNames),
    tables: schema.tables.map(normalizeTable).sort(compareFullNames),
  };
}

/** Orders names by code unit, so that no locale decides. */
export function compareNames(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareFullNames(left: TableName, right: TableName): number {
  return (
    compareNames(left.schema, right.schema) ||
    compareNames(left.name, right.name)
  );
}

function normalizeTable(table: Table): Table {
  return {
    ...table,
    uniques: sortByName(table.uniques),
    foreignKeys: sortByName(table.foreignKeys),
    checks: sortByName(table.checks),
    exclusions: sortByName(table.exclusions),
    indexes: sortByName(table.indexes).map(normalizeIndex),
    triggers: sortByName(table.triggers),
  };
}

function normalizeIndex(index: Index): Index {
  const parameters = Object.entries(index.with);
  parameters.sort(([left], [right]) => compareNames(left, right));
  return { ...index, with: Object.fromEntries(parameters) };
}

function sortByName<Part extends { readonly name: string }>(
  parts: readonly Part[],
): Part[] {
  return [...parts].sort((left, right) => compareNames(left.name, right.name));
}
