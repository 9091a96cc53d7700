import type { TransactionEvent } from "./database-event";
import type { Listeners } from "./listeners";
import type { Scope } from "./scope";

/** Says how a transaction or savepoint ended. */
export type EndSpan = (
  state: "committed" | "rolledBack",
  error?: unknown,
) => void;

/** Tells that a transaction or savepoint has begun, and later how it ended; nothing when nobody listens. */
export function beginSpan(
  listeners: Listeners,
  { connectionId, depth }: Scope,
): EndSpan {
  if (!listeners.has("transaction")) return () => undefined;
  const start = performance.now();
  const tell = (
    state: TransactionEvent["state"],
    durationMs: number,
    error: unknown,
  ): void => {
    const where = { connectionId, depth };
    listeners.emit("transaction", { ...where, state, durationMs, error });
  };
  tell("begun", 0, undefined);
  return (state, error) => {
    tell(state, performance.now() - start, error);
  };
}
