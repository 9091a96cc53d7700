import { AsyncLocalStorage } from "node:async_hooks";

const asking = new AsyncLocalStorage<true>();

/** Runs a function that asks records for every column, those included that were not read: they are undefined. */
export function askForAbsent<T>(run: () => T): T {
  return asking.run(true, run);
}

/** Whether a column that was not read is undefined now, and no mistake. */
export function mayBeAbsent(): boolean {
  return asking.getStore() === true;
}
