import type { TableName } from "./change";
import type { Schema, Table } from "./schema";

/** A table's full name as one text, for use as a key. */
export function tableKey({ schema, name }: TableName): string {
  return JSON.stringify([schema, name]);
}

/** A table's name as a person writes it: the schema only when it is not `public`. */
export function displayTable({ schema, name }: TableName): string {
  return schema === "public" ? name : `${schema}.${name}`;
}

/** The name of a table and nothing else of it. */
export function nameOf({ schema, name }: TableName): TableName {
  return { schema, name };
}

/** The tables of a schema by their full names. */
export function indexTables({ tables }: Schema): Map<string, Table> {
  return new Map(tables.map((table) => [tableKey(table), table]));
}

/** A table of this name with nothing in it. */
export function emptyTable({ schema, name }: TableName): Table {
  return {
    schema,
    name,
    comment: undefined,
    renamedFrom: undefined,
    columns: [],
    primaryKey: undefined,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    ignoredColumns: [],
    indexes: [],
    triggers: [],
  };
}
