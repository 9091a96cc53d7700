import type { TableName } from "./change";
import { tableKey } from "./table";

/** The table bears its final name. */
export function named(table: TableName): string {
  return `${tableKey(table)} is named`;
}

/** The columns of the table bear their final names. */
export function settled(table: TableName): string {
  return `${tableKey(table)} is settled`;
}

/** The columns of the table have their final types. */
export function shaped(table: TableName): string {
  return `${tableKey(table)} is shaped`;
}

/** The unique keys that the table is to have exist. */
export function keyed(table: TableName): string {
  return `${tableKey(table)} is keyed`;
}

/** Constraints and indexes that are to go are gone. */
export function detached(table: TableName): string {
  return `${tableKey(table)} is detached`;
}

/** Foreign keys that are to go no longer rely on the unique keys of the table. */
export function released(table: TableName): string {
  return `${tableKey(table)} is released`;
}

/** No table, index or sequence of the schema has this name any more. */
export function freeInSchema(schema: string, name: string): string {
  return `${JSON.stringify([schema, name])} is free`;
}

/** No constraint of the table has this name any more. */
export function freeInTable(table: TableName, name: string): string {
  return `constraint ${JSON.stringify(name)} of ${tableKey(table)} is free`;
}

/** No column of the table has this name any more. */
export function freeColumn(table: TableName, name: string): string {
  return `column ${JSON.stringify(name)} of ${tableKey(table)} is free`;
}

/** The schema exists. */
export function made(schema: string): string {
  return `schema ${JSON.stringify(schema)} is made`;
}

/** The tables of the schema that are to go are gone. */
export function emptied(schema: string): string {
  return `schema ${JSON.stringify(schema)} is emptied`;
}

/** A temporary name of a swap is taken. */
export function taken(name: string): string {
  return `${JSON.stringify(name)} is taken`;
}
