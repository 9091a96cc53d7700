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
import { checkWritten } from "./attribute";
import type { ColumnValue } from "./column-value";
import { fillRelationKeys } from "./fill-relation-keys";
import {
  checkKindChange,
  checkPresence,
  findKindChange,
  makeKind,
} from "./kind";
import { insertOne, toAssignment, updateWhere } from "./statements";
import { unsavedDelegates } from "./unsaved-delegates";
import { describeStored, whereUnchanged } from "./stored-key";
import { checkPasswords, forgetPasswords } from "./passwords";
import { prepare } from "./prepare";
import { takeTurn } from "./take-turn";
import { undoOnRollback } from "./undo-on-rollback";
import { hasRules, validateRecord } from "./validator";
import { hasWriteHooks, saveWithHooks } from "./write-hooks";

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
  await takeTurn(record, () => writeWithDelegates(record, validate));
}

/** What a record delegates to and has no row yet is written first, in one transaction with the record. */
async function writeWithDelegates(
  record: object,
  validate: boolean,
): Promise<void> {
  const delegates = unsavedDelegates(record);
  if (delegates.length === 0) return write(record, validate);
  const database = databaseToWrite(stateOf(record).definition);
  await database.transaction(async () => {
    for (const delegate of delegates) await save(delegate, { validate });
    await write(record, validate);
  });
}

async function write(record: object, validate: boolean): Promise<void> {
  const state = stateOf(record);
  checkAlive(state);
  // Waiting for nothing would let the program change what the statement is to hold.
  const preparing = prepare(record, state, validate);
  if (preparing !== undefined) await preparing;
  const former = new Map(fillRelationKeys(record, state));
  try {
    if (hasWriteHooks(state.definition) && hasWork(changeSetOf(record))) {
      await writeWithHooks(record, state, validate, former);
      return;
    }
    const checking = validate ? checkRules(record, state) : undefined;
    if (checking !== undefined) await checking;
    await writeChanges(record, state, former);
  } catch (error) {
    // The keys may be of rows that a rollback undoes; the next save asks for them again.
    for (const [{ property }, value] of former)
      restoreOwn(record, property, value);
    throw error;
  }
}

/** What the hooks set is prepared again. */
async function writeWithHooks(
  record: object,
  state: RecordState,
  validate: boolean,
  former: Map<ColumnDefinition, unknown>,
): Promise<void> {
  const kind = state.status === "new" ? "create" : "update";
  await saveWithHooks(record, state.definition, kind, {
    check: validate
      ? async () => {
          await prepare(record, state, true);
          await checkRules(record, state);
        }
      : undefined,
    write: async () => {
      await prepare(record, state, false);
      keepFirst(former, fillRelationKeys(record, state));
      await writeChanges(record, state, former);
    },
  });
}

/** Undefined where there is nothing to wait for. */
function checkRules(
  record: object,
  state: RecordState,
): Promise<void> | undefined {
  const { definition } = state;
  checkPasswords(record, state);
  if (definition.inheritance !== undefined)
    checkPresence(record, changeSetOf(record));
  return hasRules() && hasWork(changeSetOf(record))
    ? validateRecord(definition, record)
    : undefined;
}

/** A hook may assign further relations, and what a column held before the first stays what it held. */
function keepFirst(
  former: Map<ColumnDefinition, unknown>,
  later: FormerValues,
): void {
  for (const [column, value] of later) {
    if (!former.has(column)) former.set(column, value);
  }
}

async function writeChanges(
  record: object,
  state: RecordState,
  former: FormerValues,
): Promise<void> {
  const changeSet = changeSetOf(record);
  for (const { column } of changeSet.changes) checkWritten(column);
  if (changeSet.isNew) await insertRecord(record, changeSet, former);
  else if (hasWork(changeSet))
    await updateRecord(record, state, changeSet, former);
  else state.previousChanges = changeSet;
  forgetPasswords(state);
}

function hasWork({ isNew, changes }: ChangeSet): boolean {
  return isNew || changes.length > 0;
}

async function insertRecord(
  record: object,
  changeSet: ChangeSet,
  former: FormerValues,
): Promise<void> {
  checkKindChange(changeSet);
  const { definition } = changeSet;
  const { name } = definition;
  const columns = insertedColumns(changeSet);
  const database = databaseToWrite(definition);
  const values = [
    ...valuesOf(changeSet),
    ...makeKeys(changeSet),
    ...makeKind(changeSet),
  ];
  const query = compileCached(insertOne(definition, values, columns));
  undoOnRollback(database, record, former);
  const [row] = (await database.send(query)).rows;
  if (row === undefined) {
    throw new RecordStateError(
      `The database did not keep the new ${name}.`,
      "Look for a trigger or rule on its table.",
    );
  }
  markPersisted(record, columns, row, changeSet);
}

async function updateRecord(
  record: object,
  state: RecordState,
  changeSet: ChangeSet,
  former: FormerValues,
): Promise<void> {
  const { definition, changes } = changeSet;
  checkKey(definition, changes);
  checkKindChange(changeSet);
  const database = databaseToWrite(definition);
  const columns =
    findKindChange(definition, changes) === undefined
      ? returnedColumns(state, changes)
      : definition.columnList;
  const query = compileCached(
    updateWhere(
      definition,
      valuesOf(changeSet).map(toAssignment),
      whereUnchanged(record, state),
      columns,
    ),
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

/** The columns that a query would read, and those that were set although it would not. */
function insertedColumns({
  definition,
  changes,
}: ChangeSet): readonly ColumnDefinition[] {
  const { columnList, selectedColumns } = definition;
  if (!changes.some(({ column }) => column.isOmitted)) return selectedColumns;
  const set = changes.map(({ column }) => column);
  return columnList.filter(
    (column) => !column.isOmitted || set.includes(column),
  );
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
