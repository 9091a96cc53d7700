import { currentContext } from "../database/context";
import { stateOf } from "../record/record-state";

/**
 * Runs what reads or writes the row of a record after everything of the kind
 * that was begun before it in the same transaction, or likewise outside of
 * any: two saves of a new record at once are one INSERT. It never waits for
 * another transaction, which may in turn be waiting for this one.
 */
export function takeTurn(
  record: object,
  run: () => Promise<void>,
): Promise<void> {
  const state = stateOf(record);
  const context = currentContext();
  const before = state.writing?.context === context ? state.writing : undefined;
  const turn = before === undefined ? run() : before.over.then(run);
  const over = turn.catch(ignore).then(() => {
    if (state.writing?.over === over) state.writing = undefined;
  });
  state.writing = { over, context };
  return turn;
}

const ignore = (): void => undefined;
