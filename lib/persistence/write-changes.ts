import type { FormerValues } from "../record/captured-state";
import { changeSetOf, hasWork } from "../record/change-set";
import type { RecordState } from "../record/record-state";
import { checkWritten } from "./attribute";
import { insertRecord } from "./insert-record";
import { forgetPasswords } from "./passwords";
import { updateRecord } from "./update-record";

/**
 * Writes the row of a record, if there is anything to write.
 * @param former what columns held before their values were taken from relations
 */
export async function writeChanges(
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
