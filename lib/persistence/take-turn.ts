import { currentContext, runInTurn } from "../database/context";
import type { Context } from "../database/context";
import { RecordStateError } from "../errors/record-error";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";

/** What is done to the row of a record. */
type Work = "save" | "destroy" | "restore" | "reload" | "reencrypt";

/** The work on one record that is under way, with the hooks it calls. */
class Turn {
  /** Whether the statement was sent, or never will be: hooks may now do with the record what they like. */
  isWritten = false;
  isOver = false;

  constructor(
    readonly record: object,
    readonly work: Work,
  ) {}
}

/** How often hooks may lead back to the record they were called for, before it is taken for a circle. */
const MAX_DEPTH = 10;

/**
 * Runs what reads or writes the row of a record after everything of the kind
 * that was begun before it in the same transaction, or likewise outside of
 * any: two saves of a new record at once are one INSERT. It never waits for
 * another transaction, which may in turn be waiting for this one, nor for the
 * work that it is itself a part of.
 * @throws RecordStateError when a hook does to its record what cannot be done there
 */
export async function takeTurn(
  record: object,
  work: Work,
  run: () => Promise<void>,
): Promise<void> {
  const state = stateOf(record);
  const context = currentContext();
  checkAround(record, work, turnsAround(record, context));
  const line = lineOf(record, context);
  const lines = (state.lines ??= new Map<object | undefined, Promise<void>>());
  const before = lines.get(line);
  const turn = new Turn(record, work);
  const runInside = (): Promise<void> => runInTurn(turn, run);
  const running = before === undefined ? runInside() : before.then(runInside);
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  lines.set(line, over);
  try {
    // Awaited here and nowhere else, or a stack would not reach the line of the program that asked for it.
    await running;
  } finally {
    turn.isOver = true;
    forget(state, line, over);
    end();
  }
}

/** Tells that the statement of the work under way has been sent, or never will be. */
export function markWritten(record: object): void {
  const [turn] = turnsAround(record, currentContext());
  if (turn !== undefined) turn.isWritten = true;
}

/** What works on a record at once stands in one line: that of its transaction, or of the work that it is a part of. */
function lineOf(
  record: object,
  context: Context | undefined,
): object | undefined {
  let line = context;
  while (line?.turn !== undefined && !isTurnOf(line.turn, record))
    line = line.parent;
  return line;
}

/** The work on a record that the running code is a part of, the innermost first. */
function turnsAround(record: object, context: Context | undefined): Turn[] {
  const turns: Turn[] = [];
  for (let inner = context; inner !== undefined; inner = inner.parent)
    if (isTurnOf(inner.turn, record)) turns.push(inner.turn);
  return turns;
}

/** What was begun in a turn and not waited for is no part of it when it is over. */
function isTurnOf(turn: object | undefined, record: object): turn is Turn {
  return turn instanceof Turn && turn.record === record && !turn.isOver;
}

function checkAround(
  record: object,
  work: Work,
  around: readonly Turn[],
): void {
  const { name } = stateOf(record).definition;
  if (around.length >= MAX_DEPTH)
    throw new RecordStateError(
      `The hooks of this ${name} lead to ${String(MAX_DEPTH)} writes inside of one another.`,
      "Let the hook write only where there is something to change: @AfterSave({ if: (record) => … }).",
    );
  const open = around.find(
    (turn) => !turn.isWritten && !mayStandIn(work, turn.work),
  );
  if (open === undefined) return;
  throw new RecordStateError(
    `A hook before the ${open.work} of this ${name} cannot ${work} it.`,
    open.work === "save"
      ? "Leave it out: what the hook sets is saved. What is to be done with the saved record belongs into a hook that comes after."
      : "Leave it out, or stop the write with abort().",
  );
}

/** Before a record is destroyed it can still be changed; before it is saved, nothing else than that is done with it. */
function mayStandIn(work: Work, around: Work): boolean {
  return around === "destroy" && work !== "destroy";
}

/** Unless another turn of the same line has begun meanwhile. */
function forget(
  state: RecordState,
  line: object | undefined,
  over: Promise<void>,
): void {
  if (state.lines?.get(line) !== over) return;
  state.lines.delete(line);
  if (state.lines.size === 0) state.lines = undefined;
}
