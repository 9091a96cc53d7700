import {
  binary,
  callOf,
  castParameter,
  columnOf,
} from "../ast/build-expression";
import type { Expression } from "../ast/expression";
import { databaseToWrite } from "../database/current";
import { InvalidArgumentError } from "../errors/query-error";
import { RecordStateError, StaleRecordError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { findColumn } from "../metadata/find-column";
import type { DriverRow } from "../driver/driver";
import { changeSetOf } from "../record/change-set";
import { readOwn, writeColumn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { markPersisted } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { writeArrayLiteral } from "../types/array-literal";
import { comparesWhole, innermostType } from "../types/wrapped-type";
import { touchedColumns, updateWhere } from "./statements";
import { describeStored, findStored, whereStored } from "./stored-key";
import { toObject, withKey } from "./stored-value";
import type { JsonObject } from "./stored-value";
import { takeTurn } from "./take-turn";
import { undoOnRollback } from "./undo-on-rollback";

/**
 * Changes some keys of a document in the database, in one statement, so that
 * keys which another program changes meanwhile are not lost. Undefined takes a
 * key away. Other changes of the record stay unsaved.
 * @returns the document as it is now
 * @throws InvalidArgumentError when the column is not jsonb
 * @throws TypeMismatchError when it holds a document without keys
 * @throws RecordStateError when the record has no row
 * @throws StaleRecordError when the row is not there any more
 */
export async function patchDocument(
  record: object,
  property: string,
  changes: JsonObject,
): Promise<unknown> {
  const column = findDocument(stateOf(record).definition, property);
  await takeTurn(record, "save", () => patch(record, column, changes));
  return readOwn(record, column.property);
}

async function patch(
  record: object,
  column: ColumnDefinition,
  changes: JsonObject,
): Promise<void> {
  const state = stateOf(record);
  checkStored(state);
  checkDocument(record, state, column);
  const { definition } = state;
  const isPending = changeSetOf(record).changes.some(
    (change) => change.column === column,
  );
  const before = readOwn(record, column.property);
  const read = [column, ...keptColumns(definition)];
  const set = [
    { column: column.name, value: patched(definition, column, changes) },
  ];
  const query = compileCached(
    updateWhere(definition, set, whereStored(state), read),
  );
  const database = databaseToWrite(definition);
  undoOnRollback(database, record);
  const [row] = (await database.send(query)).rows;
  if (row === undefined)
    throw new StaleRecordError(
      definition.name,
      "patchDocument",
      describeStored(state),
    );
  const columns = withoutForeignVersion(state, read, row);
  markPersisted(record, columns, row.slice(0, columns.length), {
    definition,
    isNew: false,
    changes: isPending ? [] : [{ column, before, after: before }],
  });
  if (isPending)
    writeColumn(record, column, apply(toObject(before, column), changes));
  const after = readOwn(record, column.property);
  state.previousChanges = Object.freeze({
    definition,
    isNew: false,
    changes: isPending ? [] : [{ column, before, after }],
  });
}

/** `coalesce(nullif("settings", 'null'), '{}') || '{"theme": …}'`, and then without the keys that are taken away. */
function patched(
  { table }: ModelDefinition,
  { name, type, at }: ColumnDefinition,
  changes: JsonObject,
): Expression {
  const given = Object.entries(changes).filter(
    ([, value]) => value !== undefined,
  );
  const taken = Object.keys(changes).filter(
    (key) => changes[key] === undefined,
  );
  const document = callOf("nullif", [
    columnOf(table, name),
    castParameter("null", "jsonb"),
  ]);
  const merged = binary(
    "||",
    callOf("coalesce", [document, castParameter("{}", "jsonb")]),
    castParameter(type.encode(Object.fromEntries(given), at), "jsonb"),
  );
  if (taken.length === 0) return merged;
  return binary("-", merged, castParameter(writeArrayLiteral(taken), "text[]"));
}

function apply(document: JsonObject, changes: JsonObject): JsonObject {
  return Object.entries(changes).reduce(
    (changed, [key, value]) => withKey(changed, key, value),
    document,
  );
}

/** What arx keeps of a row: every update changes it. */
function keptColumns(definition: ModelDefinition): ColumnDefinition[] {
  const { version } = definition;
  const times = touchedColumns(definition);
  return version === undefined ? [...times] : [...times, version];
}

/** A version that others raised as well stays unknown to the record: a save would undo what they did. */
function withoutForeignVersion(
  state: RecordState,
  columns: readonly ColumnDefinition[],
  row: DriverRow,
): readonly ColumnDefinition[] {
  const { version } = state.definition;
  if (version === undefined) return columns;
  const known = findStored(state, version);
  const isOwn = Number(row[columns.indexOf(version)]) === Number(known) + 1;
  // It is the last, so that the cells of the others keep their places.
  return isOwn ? columns : columns.filter((column) => column !== version);
}

function findDocument(
  definition: ModelDefinition,
  property: string,
): ColumnDefinition {
  const column = findColumn(definition, property);
  const { type, at } = column;
  const isDocument =
    type.encryption === undefined &&
    type.normalize === undefined &&
    innermostType(type).name === "jsonb" &&
    !comparesWhole(type);
  if (isDocument) return column;
  throw new InvalidArgumentError(
    `${at} is no plain jsonb column, and no key of it can be changed alone.`,
    { hint: "Set the whole value, and save the record." },
  );
}

/** PostgreSQL would append the keys to a list, as one more element. */
function checkDocument(
  record: object,
  state: RecordState,
  column: ColumnDefinition,
): void {
  const cell = findStored(state, column) ?? null;
  if (cell !== null) toObject(column.type.decode(cell, column.at), column);
  toObject(readOwn(record, column.property), column);
}

function checkStored({ status, definition }: RecordState): void {
  if (status === "persisted") return;
  throw new RecordStateError(
    `This ${definition.name} has no row whose document could be changed.`,
    "Save it first.",
  );
}
