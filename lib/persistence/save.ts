import { databaseToWrite } from "../database/current";
import { RecordStateError, StaleRecordError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import type { FormerValues } from "../record/captured-state";
import { changeSetOf } from "../record/change-set";
import type { ChangeSet, ColumnChange } from "../record/column-change";
import { restoreOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { markPersisted } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { generateUuid } from "../types/uuid";
import type { ColumnValue } from "./column-value";
import { fillRelationKeys } from "./fill-relation-keys";
import { insertOne, updateWhere } from "./statements";
import { describeStored, whereStored } from "./stored-key";
import { takeTurn } from "./take-turn";
import { undoOnRollback } from "./undo-on-rollback";
import { hasRules, validateRecord } from "./validator";

/** How to save. */
export interface SaveOptions {
  /** Whether the rules of class-validator are checked first; yes unless this is false. */
  readonly validate?: boolean | undefined;
}

/**
 * Writes what the record holds and the database does not: one INSERT of the
 * columns that are set, or one UPDATE of those that changed. What the database
 * made of it comes back onto the record. Nothing to write means no statement.
 * Several saves of one record at once are made one after the other.
 * @throws RecordInvalidError when the record breaks rules of class-validator; nothing is sent then
 * @throws StaleRecordError when the row is not there any more
 * @throws RecordStateError when the record was destroyed, or a related one is not saved
 */
export async function save(
  record: object,
  { validate = true }: SaveOptions = {},
): Promise<void> {
  await takeTurn(record, () => write(record, validate));
}

async function write(record: object, validate: boolean): Promise<void> {
  const state = stateOf(record);
  checkAlive(state);
  const former = fillRelationKeys(record, state);
  try {
    if (validate && hasRules() && hasWork(changeSetOf(record)))
      await validateRecord(state.definition, record);
    await writeChanges(record, state, former);
  } catch (error) {
    // The keys may be of rows that a rollback undoes; the next save asks for them again.
    for (const [{ property }, value] of former)
      restoreOwn(record, property, value);
    throw error;
  }
}

async function writeChanges(
  record: object,
  state: RecordState,
  former: FormerValues,
): Promise<void> {
  const changeSet = changeSetOf(record);
  if (changeSet.isNew) await insertRecord(record, changeSet, former);
  else if (hasWork(changeSet))
    await updateRecord(record, state, changeSet, former);
  else state.previousChanges = changeSet;
}

function hasWork({ isNew, changes }: ChangeSet): boolean {
  return isNew || changes.length > 0;
}

async function insertRecord(
  record: object,
  changeSet: ChangeSet,
  former: FormerValues,
): Promise<void> {
  const { definition } = changeSet;
  const { columnList, name } = definition;
  const database = databaseToWrite(definition);
  const values = [...valuesOf(changeSet), ...makeKeys(changeSet)];
  const query = compileCached(insertOne(definition, values, columnList));
  undoOnRollback(database, record, former);
  const [row] = (await database.send(query)).rows;
  if (row === undefined) {
    throw new RecordStateError(
      `The database did not keep the new ${name}.`,
      "Look for a trigger or rule on its table.",
    );
  }
  markPersisted(record, columnList, row, changeSet);
}

async function updateRecord(
  record: object,
  state: RecordState,
  changeSet: ChangeSet,
  former: FormerValues,
): Promise<void> {
  const { definition, changes } = changeSet;
  checkKey(definition, changes);
  const database = databaseToWrite(definition);
  const columns = returnedColumns(state, changes);
  const query = compileCached(
    updateWhere(definition, valuesOf(changeSet), whereStored(state), columns),
  );
  undoOnRollback(database, record, former);
  const [row] = (await database.send(query)).rows;
  if (row === undefined)
    throw new StaleRecordError(definition.name, "save", describeStored(state));
  markPersisted(record, columns, row, changeSet);
}

function checkAlive({ status, definition }: RecordState): void {
  if (status !== "destroyed") return;
  throw new RecordStateError(
    `This ${definition.name} was destroyed and cannot be saved.`,
    `Make a new ${definition.name} with the same values.`,
  );
}

function checkKey(
  { name }: ModelDefinition,
  changes: readonly ColumnChange[],
): void {
  const change = changes.find(({ column }) => column.isPrimaryKey);
  if (change === undefined) return;
  throw new RecordStateError(
    `${change.column.at} is the primary key of a stored ${name} and cannot be changed.`,
    `Make a new ${name}, or change the key with an update statement.`,
  );
}

function valuesOf({ changes }: ChangeSet): ColumnValue[] {
  return changes.map(({ column, after }) => ({ column, value: after }));
}

/** The UUIDs that the client makes and the record does not hold yet. */
function makeKeys({ definition, changes }: ChangeSet): ColumnValue[] {
  return definition.columnList.flatMap((column) => {
    if (column.default?.kind !== "uuid") return [];
    if (changes.some((change) => change.column === column)) return [];
    return [{ column, value: generateUuid(column.default.version) }];
  });
}

/** The selected columns, and those that were set although they were not selected. */
function returnedColumns(
  { columns }: RecordState,
  changes: readonly ColumnChange[],
): readonly ColumnDefinition[] {
  const added = changes
    .map(({ column }) => column)
    .filter((column) => !columns.includes(column));
  return added.length === 0 ? columns : [...columns, ...added];
}
