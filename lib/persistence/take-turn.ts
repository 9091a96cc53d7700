import { currentContext } from "../database/context";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";

/**
 * Runs what reads or writes the row of a record after everything of the kind
 * that was begun before it in the same transaction, or likewise outside of
 * any: two saves of a new record at once are one INSERT. It never waits for
 * another transaction, which may in turn be waiting for this one.
 */
export async function takeTurn(
  record: object,
  run: () => Promise<void>,
): Promise<void> {
  const state = stateOf(record);
  const context = currentContext();
  const before = state.writing?.context === context ? state.writing : undefined;
  const turn = before === undefined ? run() : before.over.then(run);
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  state.writing = { over, context };
  try {
    // Awaited here and nowhere else, or a stack would not reach the line of the program that asked for it.
    await turn;
  } finally {
    forget(state, over);
    end();
  }
}

/** Unless another turn, of this transaction or of another, has begun meanwhile. */
function forget(state: RecordState, over: Promise<void>): void {
  if (state.writing?.over === over) state.writing = undefined;
}
