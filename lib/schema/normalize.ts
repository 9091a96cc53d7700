import type { Index, Schema, Table } from "./schema";

/** A database in which nothing was made yet. */
export const emptySchema: Schema = { schemas: [], tables: [] };

/**
 * The same schema in the order that makes equal schemas equal values: tables,
 * constraints and indexes by name, columns as they are.
 */
export function normalizeSchema({ schemas, tables }: Schema): Schema {
  return {
    schemas: [...schemas].sort(compareNames),
    tables: tables.map(normalizeTable).sort(compareTables),
  };
}

/** Orders names by code unit, so that no locale decides. */
export function compareNames(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareTables(left: Table, right: Table): number {
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
    indexes: sortByName(table.indexes).map(normalizeIndex),
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
