import type { Output } from "./output";

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** How long an interrupted command may take to end its sessions before it goes without. */
const patienceMs = 2000;

/**
 * Ends the process when it is interrupted, after closing what is open: a lock
 * goes with its session, an unfinished transaction is undone. Gives back how to
 * stop listening.
 */
export function onInterrupt(
  close: () => Promise<void>,
  output: Output,
): () => void {
  const listeners = (["SIGINT", "SIGTERM"] as const).map((signal) => {
    const listener = (): void => {
      output.note(`Interrupted by ${signal}.`);
      const exit = (): never => process.exit(exitCodes[signal]);
      // A statement that still runs at the server would keep `close` waiting.
      setTimeout(exit, patienceMs);
      void close().then(exit, exit);
    };
    process.once(signal, listener);
    return () => process.removeListener(signal, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}
