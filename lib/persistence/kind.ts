import type { DriverRow } from "../driver/driver";
import { RecordInvalidError, RecordStateError } from "../errors/record-error";
import type { ValidationProblem } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import type { ChangeSet, ColumnChange } from "../record/column-change";
import { readOwn } from "../record/own-value";
import type { ColumnValue } from "./column-value";

/**
 * What a new row says of its class, unless the record says it already; nothing
 * for a model that has its table for itself.
 * @throws RecordStateError when only subclasses of the model have rows
 */
export function makeKind({ definition, changes }: ChangeSet): ColumnValue[] {
  const { inheritance } = definition;
  if (inheritance === undefined) return [];
  const { column } = inheritance;
  const value = kindOf(definition);
  return changes.some((change) => change.column === column)
    ? []
    : [{ column, value }];
}

/**
 * What rows of a model say of their class.
 * @throws RecordStateError when only subclasses of the model have rows
 */
export function kindOf({ name, inheritance }: ModelDefinition): string {
  if (inheritance?.alias !== undefined) return inheritance.alias;
  const names = (inheritance?.subclasses ?? [])
    .filter((subclass) => subclass.inheritance?.alias !== undefined)
    .map((subclass) => subclass.name)
    .join(", ");
  throw new RecordStateError(
    `${name} has no rows of its own.`,
    `Create a record of ${names}, or write @Subtype() above class ${name} if it is to have rows.`,
  );
}

/**
 * The same value, if it is what rows of the model say of their class.
 * @throws RecordStateError when it is another
 */
export function checkKind(definition: ModelDefinition, value: unknown): string {
  const kind = kindOf(definition);
  if (value === kind) return kind;
  const { column } = definition.inheritance ?? {};
  throw new RecordStateError(
    `${String(column?.at)} says of which class a row is, and is not assigned.`,
    `Write record.becomes(Other) to make a ${definition.name} a record of another class.`,
  );
}

/** @throws RecordStateError when a record is to be saved as one of another class */
export function checkKindChange({ definition, changes }: ChangeSet): void {
  const change = findKindChange(definition, changes);
  if (change !== undefined) checkKind(definition, change.after);
}

/** The change that makes a row one of another class. */
export function findKindChange(
  { inheritance }: ModelDefinition,
  changes: readonly ColumnChange[],
): ColumnChange | undefined {
  if (inheritance === undefined) return undefined;
  return changes.find(({ column }) => column === inheritance.column);
}

/** Whether a row still is of a model, which another program may have made one of another class. */
export function isOfKind(
  { inheritance }: ModelDefinition,
  columns: readonly ColumnDefinition[],
  row: DriverRow,
): boolean {
  if (inheritance === undefined) return true;
  const kind = row[columns.indexOf(inheritance.column)];
  return inheritance.aliases.some((alias) => alias === kind);
}

/**
 * Looks for columns that a record must have and its table cannot ask for,
 * because the other classes in it do not have them.
 * @throws RecordInvalidError naming every one
 */
export function checkPresence(record: object, changeSet: ChangeSet): void {
  const { definition, isNew, changes } = changeSet;
  const { inheritance } = definition;
  if (inheritance === undefined || inheritance.root === definition) return;
  // A row has what its class asks for, unless it is taken away now.
  const looked = isNew
    ? definition.columnList
    : [
        ...changes.map(({ column }) => column),
        ...addedColumns(changeSet, inheritance.root),
      ];
  const missing = looked
    .filter((column) => isMissing(record, column, inheritance.root))
    .map((column) => givenAs(definition, column));
  if (missing.length > 0)
    // A relation may have several columns.
    throw new RecordInvalidError(
      definition.name,
      [...new Set(missing)].map(describe),
    );
}

/** What a record that becomes one of another class must have, and had not to have before. */
function addedColumns(
  { definition, changes }: ChangeSet,
  root: ModelDefinition,
): readonly ColumnDefinition[] {
  const change = findKindChange(definition, changes);
  if (change === undefined) return [];
  const former = [root, ...(root.inheritance?.subclasses ?? [])].find(
    ({ inheritance }) => inheritance?.alias === change.before,
  );
  const required = new Set(
    former?.columnList
      .filter(({ nullable }) => !nullable)
      .map(({ name }) => name),
  );
  return definition.columnList.filter(({ name }) => !required.has(name));
}

function isMissing(
  record: object,
  column: ColumnDefinition,
  root: ModelDefinition,
): boolean {
  if (column.nullable || column.generated !== undefined) return false;
  if (root.columnList.includes(column)) return false;
  const value = readOwn(record, column.property);
  return (
    value === null || (value === undefined && column.default === undefined)
  );
}

/** What is assigned for a column to be there: a relation, a password, or its property. */
function givenAs(
  { passwords }: ModelDefinition,
  column: ColumnDefinition,
): string {
  const password = passwords.find(({ digest }) => digest === column);
  return password?.property ?? column.relation ?? column.property;
}

function describe(property: string): ValidationProblem {
  return {
    property,
    constraint: "required",
    message: `${property} must be given`,
  };
}
