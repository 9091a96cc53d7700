import { databaseToWrite } from "../database/current";
import type { ColumnDefinition } from "../metadata/definition";
import type { FormerValues } from "../record/captured-state";
import { changeSetOf, hasWork } from "../record/change-set";
import { restoreOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { checkAlive, checkRules } from "./check-record";
import { fillRelationKeys } from "./fill-relation-keys";
import { prepare } from "./prepare";
import { takeTurn } from "./take-turn";
import { unsavedDelegates } from "./unsaved-delegates";
import { writeChanges } from "./write-changes";
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
  await takeTurn(record, "save", () => writeWithDelegates(record, validate));
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

/** A hook may assign further relations, and what a column held before the first stays what it held. */
function keepFirst(
  former: Map<ColumnDefinition, unknown>,
  later: FormerValues,
): void {
  for (const [column, value] of later) {
    if (!former.has(column)) former.set(column, value);
  }
}
