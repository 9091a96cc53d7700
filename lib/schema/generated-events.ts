import type { TableName } from "./change";
import type { Column } from "./schema";
import * as event from "./schema-event";

/** A generated column comes after the columns that it may read have come to what they are to be. */
export function columnsRead(table: TableName, { generated }: Column): string[] {
  return generated === undefined ? [] : [event.laidOut(table)];
}

export function columnsLaidOut(
  table: TableName,
  { generated }: Column,
): string[] {
  return generated === undefined ? [event.laidOut(table)] : [];
}

/** A column that generated ones may read goes or changes after they have gone. */
export function columnsFree(table: TableName, { generated }: Column): string[] {
  return generated === undefined ? [event.uncomputed(table)] : [];
}

export function columnsLeft(table: TableName, { generated }: Column): string[] {
  return generated === undefined ? [] : [event.uncomputed(table)];
}
