import type { Database } from "../database/database";
import { captureState, restoreState } from "../record/captured-state";
import type { FormerValues } from "../record/captured-state";

/**
 * Called before a record is written: when the transaction or savepoint around
 * it is rolled back, the record is again what it was, so that it is new once
 * more and what was to be saved is a change.
 */
export function undoOnRollback(
  database: Database,
  record: object,
  former?: FormerValues,
): void {
  if (!database.isInTransaction) return;
  const captured = captureState(record, former);
  database.afterRollback(() => {
    restoreState(record, captured);
  });
}
