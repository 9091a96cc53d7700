import { RecordStateError } from "../errors/record-error";
import { changeSetOf, hasWork } from "../record/change-set";
import type { RecordState } from "../record/record-state";
import { checkPresence } from "./kind";
import { checkPasswords } from "./passwords";
import { hasRules, validateRecord } from "./validator";

/** @throws RecordStateError when the row of the record is gone */
export function checkAlive({ status, definition }: RecordState): void {
  if (status !== "destroyed") return;
  throw new RecordStateError(
    `This ${definition.name} was destroyed and cannot be saved.`,
    `Make a new ${definition.name} with the same values.`,
  );
}

/**
 * Checks what a record must fulfil to be written; undefined where there is nothing to wait for.
 * @throws RecordInvalidError naming what is wrong
 */
export function checkRules(
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
