import type { Expression } from "../ast/expression";
import { databaseToWrite } from "../database/current";
import { RecordStateError, StaleRecordError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { readOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { markDestroyed, markPersisted } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { memoize } from "../util/memoize";
import { now, nullValue, tableOf, updateWhere } from "./statements";
import { describeStored, findStored, whereUnchanged } from "./stored-key";
import { takeTurn } from "./take-turn";
import { undoOnRollback } from "./undo-on-rollback";
import { destroyWithHooks, hasWriteHooks } from "./write-hooks";

/**
 * Deletes the row of a record; of a model with `@SoftDelete`, marks it deleted.
 * @throws StaleRecordError when the row is not there any more, or was deleted softly already
 * @throws RecordStateError when the record never had one
 */
export async function destroy(record: object): Promise<void> {
  const { softDelete } = stateOf(record).definition;
  await takeTurn(record, "destroy", () =>
    runDestroy(record, () =>
      softDelete === undefined
        ? deleteRow(record)
        : softlyDelete(record, softDelete),
    ),
  );
}

/**
 * Deletes the row of a record for good, whether the model has `@SoftDelete` or not.
 * @throws StaleRecordError when the row is not there any more
 * @throws RecordStateError when the record never had one
 */
export async function destroyForGood(record: object): Promise<void> {
  await takeTurn(record, "destroy", () =>
    runDestroy(record, () => deleteRow(record)),
  );
}

function runDestroy(record: object, write: () => Promise<void>): Promise<void> {
  const state = stateOf(record);
  checkStored(state, "delete");
  const { definition } = state;
  return hasWriteHooks(definition)
    ? destroyWithHooks(record, definition, write)
    : write();
}

/**
 * Undoes a soft delete; of a record that is not deleted there is nothing to undo.
 * @throws StaleRecordError when the row is not there any more
 * @throws RecordStateError when the model has no `@SoftDelete`, or the record no row
 */
export async function restore(record: object): Promise<void> {
  const { softDelete, name } = stateOf(record).definition;
  if (softDelete === undefined) {
    throw new RecordStateError(
      `A ${name} that is destroyed cannot be restored: its row is gone.`,
      "Give the model @SoftDelete() declare deletedAt: Date | null; to keep the rows of destroyed records.",
    );
  }
  await takeTurn(record, "restore", () => bringBack(record, softDelete));
}

async function deleteRow(record: object): Promise<void> {
  const state = stateOf(record);
  const { definition } = state;
  const database = databaseToWrite(definition);
  const query = compileCached({
    kind: "delete",
    from: tableOf(definition),
    where: whereUnchanged(record, state),
    returning: [],
  });
  undoOnRollback(database, record);
  const { count } = await database.send(query);
  if (count === 0) throw stale(state, "destroy");
  markDestroyed(record);
}

async function softlyDelete(
  record: object,
  softDelete: ColumnDefinition,
): Promise<void> {
  const state = stateOf(record);
  if (findStored(state, softDelete) !== null) throw stale(state, "destroy");
  await stamp(record, softDelete, now, "destroy");
}

async function bringBack(
  record: object,
  softDelete: ColumnDefinition,
): Promise<void> {
  const state = stateOf(record);
  checkStored(state, "restore");
  if (findStored(state, softDelete) === null) return;
  await stamp(record, softDelete, nullValue, "restore");
}

/** Writes the time of deletion and nothing else: what was changed and not saved stays as it is. */
async function stamp(
  record: object,
  softDelete: ColumnDefinition,
  value: Expression,
  verb: string,
): Promise<void> {
  const state = stateOf(record);
  const { definition } = state;
  const columns = stampedColumns(definition);
  const set = [{ column: softDelete.name, value }];
  const where = whereUnchanged(record, state);
  const query = compileCached(updateWhere(definition, set, where, columns));
  const database = databaseToWrite(definition);
  undoOnRollback(database, record);
  const before = readOwn(record, softDelete.property);
  const [row] = (await database.send(query)).rows;
  if (row === undefined) throw stale(state, verb);
  const nothing = { definition, isNew: false, changes: [] };
  markPersisted(record, columns, row, nothing);
  const after = readOwn(record, softDelete.property);
  const changes = [{ column: softDelete, before, after }];
  state.previousChanges = Object.freeze({ ...nothing, changes });
}

/** What an update by itself changes; made once, by which the statement cache knows the list again. */
const stampedColumns = memoize(
  ({ columnList }: ModelDefinition): readonly ColumnDefinition[] =>
    columnList.filter(
      ({ role }) =>
        role === "softDelete" || role === "updatedAt" || role === "version",
    ),
);

function stale(state: RecordState, verb: string): StaleRecordError {
  const { name } = state.definition;
  return new StaleRecordError(name, verb, describeStored(state));
}

function checkStored(
  { status, definition }: RecordState,
  verb: "delete" | "restore",
): void {
  if (status === "persisted") return;
  const problem = status === "new" ? "was never saved" : "is destroyed already";
  throw new RecordStateError(
    `This ${definition.name} ${problem}; there is no row to ${verb}.`,
  );
}
