import type { Change, ChangeKind, ChangeOf } from "./change";

/** What to do with each kind of change; a kind without an answer does not compile. */
export type ChangeHandlers<Result> = {
  readonly [Kind in ChangeKind]: (change: ChangeOf<Kind>) => Result;
};

/** Gives a change to the handler of its kind. */
export function handleChange<Result>(
  handlers: ChangeHandlers<Result>,
  change: Change,
): Result {
  // TypeScript cannot see that the handler found by a change's kind takes that very change.
  const handle = handlers[change.kind] as unknown as (change: Change) => Result;
  return handle(change);
}
