import type { ColumnDefinition } from "../metadata/definition";
import { writeNormalized, writeVerbatim } from "./normalized-value";

/**
 * What a record holds under a property of its own; inherited members, such as
 * `constructor`, do not count as values.
 */
export function readOwn(record: object, property: string): unknown {
  return Object.hasOwn(record, property)
    ? (record as Readonly<Record<string, unknown>>)[property]
    : undefined;
}

/** Makes a value a plain property of the record, whatever its prototype has under the same name. */
export function writeOwn(
  record: object,
  property: string,
  value: unknown,
): void {
  if (Object.hasOwn(record, property)) {
    (record as Record<string, unknown>)[property] = value;
    return;
  }
  Object.defineProperty(record, property, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Sets a property of the record to what it held once; undefined means it was not there. */
export function restoreOwn(
  record: object,
  property: string,
  value: unknown,
): void {
  if (value === undefined) Reflect.deleteProperty(record, property);
  else writeOwn(record, property, value);
}

/** Sets a column to a value as the database gave it. */
export function writeColumn(
  record: object,
  column: ColumnDefinition,
  value: unknown,
): void {
  if (column.type.normalize === undefined)
    writeOwn(record, column.property, value);
  else writeVerbatim(record, column, value);
}

/** Sets a column as an assignment by the program does. */
export function assignColumn(
  record: object,
  column: ColumnDefinition,
  value: unknown,
): void {
  if (column.type.normalize === undefined)
    writeOwn(record, column.property, value);
  else writeNormalized(record, column, value);
}

/** Sets a column to what it held once; undefined means it was not set. */
export function restoreColumn(
  record: object,
  column: ColumnDefinition,
  value: unknown,
): void {
  if (value === undefined) Reflect.deleteProperty(record, column.property);
  else writeColumn(record, column, value);
}
