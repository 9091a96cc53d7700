import type { RecordState } from "../record/record-state";
import { coerceRecord } from "./coerce-record";
import { preparePasswords } from "./passwords";

/** One thing that is done to a record before it is checked and written. */
type Preparation = (
  record: object,
  state: RecordState,
  validate: boolean,
) => Promise<void> | undefined;

/** In this order; each sees what those before it did. */
const preparations: readonly Preparation[] = [coerceRecord, preparePasswords];

/**
 * Prepares a record for being written: what it holds is now what its rules look
 * at and what reaches the database. Undefined where there is nothing to wait for.
 * @param validate whether rules are to be checked at all
 */
export function prepare(
  record: object,
  state: RecordState,
  validate: boolean,
): Promise<void> | undefined {
  return preparations.reduce<Promise<void> | undefined>(
    (before, preparation) =>
      before === undefined
        ? preparation(record, state, validate)
        : before.then(() => preparation(record, state, validate)),
    undefined,
  );
}
