import type { TableName } from "./change";
import { tableKey } from "./table";

/** What a change brings about, and what must have come about before it. */
export interface ChangeEvents {
  readonly emits: readonly string[];
  readonly awaits: readonly string[];
}

/** The table bears its final name. */
export function named(table: TableName): string {
  return `${tableKey(table)} is named`;
}

/** The columns of the table bear their final names. */
export function settled(table: TableName): string {
  return `${tableKey(table)} is settled`;
}

/** The table and its columns have the names that a change uses. */
export function final(table: TableName): string[] {
  return [named(table), settled(table)];
}

/** The columns of the table have their final types. */
export function shaped(table: TableName): string {
  return `${tableKey(table)} is shaped`;
}

/** Generated columns that are to go no longer read other columns of the table. */
export function uncomputed(table: TableName): string {
  return `${tableKey(table)} is uncomputed`;
}

/** The columns that generated ones may read are there, with their final types. */
export function laidOut(table: TableName): string {
  return `${tableKey(table)} is laid out`;
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

/** The enum type is there and has its final values. */
export function listed(type: TableName): string {
  return `type ${tableKey(type)} is listed`;
}

/** The enum type bears its final name. */
export function renamed(type: TableName): string {
  return `type ${tableKey(type)} is renamed`;
}

/** No column has the enum type that is to have another one. */
export function unused(type: TableName): string {
  return `type ${tableKey(type)} is unused`;
}

/** The functions that are wanted can be called. */
export const callable = "functions are callable";

/** What called functions that are to go is gone. */
export const uncalled = "functions are uncalled";

/** A temporary name of a swap is taken. */
export function taken(name: string): string {
  return `${JSON.stringify(name)} is taken`;
}
