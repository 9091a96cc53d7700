import { databaseToWrite } from "../database/current";
import { RecordStateError, StaleRecordError } from "../errors/record-error";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { markDestroyed } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { tableOf } from "./statements";
import { describeStored, whereStored } from "./stored-key";
import { takeTurn } from "./take-turn";
import { undoOnRollback } from "./undo-on-rollback";

/**
 * Deletes the row of a record.
 * @throws StaleRecordError when the row is not there any more
 * @throws RecordStateError when the record never had one
 */
export async function destroy(record: object): Promise<void> {
  await takeTurn(record, () => deleteRow(record));
}

async function deleteRow(record: object): Promise<void> {
  const state = stateOf(record);
  checkStored(state);
  const { definition } = state;
  const database = databaseToWrite(definition);
  const query = compileCached({
    kind: "delete",
    from: tableOf(definition),
    where: whereStored(state),
    returning: [],
  });
  undoOnRollback(database, record);
  const { count } = await database.send(query);
  if (count === 0)
    throw new StaleRecordError(
      definition.name,
      "destroy",
      describeStored(state),
    );
  markDestroyed(record);
}

function checkStored({ status, definition }: RecordState): void {
  if (status === "persisted") return;
  const problem = status === "new" ? "was never saved" : "is destroyed already";
  throw new RecordStateError(
    `This ${definition.name} ${problem}; there is no row to delete.`,
  );
}
