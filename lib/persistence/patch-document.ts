import type { Expression, ParameterExpression } from "../ast/expression";
import { databaseToWrite } from "../database/current";
import {
  InvalidArgumentError,
  UnknownColumnError,
} from "../errors/query-error";
import { RecordStateError, StaleRecordError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import type { DriverRow } from "../driver/driver";
import { changeSetOf } from "../record/change-set";
import { readOwn, writeColumn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { markPersisted } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { writeArrayLiteral } from "../types/array-literal";
import { comparesWhole, innermostType } from "../types/wrapped-type";
import { suggest } from "../util/suggest";
import { updateWhere } from "./statements";
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
 * @throws RecordStateError when the record has no row
 * @throws StaleRecordError when the row is not there any more
 */
export async function patchDocument(
  record: object,
  property: string,
  changes: JsonObject,
): Promise<unknown> {
  const column = findDocument(stateOf(record).definition, property);
  await takeTurn(record, () => patch(record, column, changes));
  return readOwn(record, column.property);
}

async function patch(
  record: object,
  column: ColumnDefinition,
  changes: JsonObject,
): Promise<void> {
  const state = stateOf(record);
  checkStored(state);
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

/** `coalesce("settings", '{}') || '{"theme": …}'`, and then without the keys that are taken away. */
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
  const merged: Expression = {
    kind: "binary",
    operator: "||",
    left: {
      kind: "function",
      name: "coalesce",
      operands: [{ kind: "column", table, name }, parameter("{}", "jsonb")],
      cast: undefined,
    },
    right: parameter(type.encode(Object.fromEntries(given), at), "jsonb"),
  };
  if (taken.length === 0) return merged;
  const keys = parameter(writeArrayLiteral(taken), "text[]");
  return { kind: "binary", operator: "-", left: merged, right: keys };
}

function parameter(value: string, cast: string): ParameterExpression {
  return { kind: "parameter", value, cast };
}

function apply(document: JsonObject, changes: JsonObject): JsonObject {
  return Object.entries(changes).reduce(
    (changed, [key, value]) => withKey(changed, key, value),
    document,
  );
}

/** What arx keeps of a row: every update changes it. */
function keptColumns({
  columnList,
  version,
}: ModelDefinition): ColumnDefinition[] {
  const times = columnList.filter(({ role }) => role === "updatedAt");
  return version === undefined ? times : [...times, version];
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
  { name, columns }: ModelDefinition,
  property: string,
): ColumnDefinition {
  const column = Object.hasOwn(columns, property)
    ? columns[property]
    : undefined;
  if (column === undefined) {
    const near = suggest(property, Object.keys(columns));
    throw new UnknownColumnError(name, property, near, "column");
  }
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

function checkStored({ status, definition }: RecordState): void {
  if (status === "persisted") return;
  throw new RecordStateError(
    `This ${definition.name} has no row whose document could be changed.`,
    "Save it first.",
  );
}
