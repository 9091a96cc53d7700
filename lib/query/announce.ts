import type { ModelDefinition } from "../metadata/definition";
import { runHooks, runHooksNow } from "../metadata/run-hooks";
import { stateOf } from "../record/record-state";
import { pivotOf } from "../record/told-values";
import { memoize } from "../util/memoize";
import type { Selection } from "./selection";

/**
 * Tells records that a query has read them, before the query gives them; plain
 * rows have nobody to tell. Undefined where no model asks to be told.
 */
export function announceFound(
  { definition, isPlain, pivot }: Selection,
  results: readonly object[],
): Promise<void> | undefined {
  const records = isPlain || !isTold(definition) ? [] : results;
  // What links a result is a record, whatever the result itself is.
  const links =
    pivot === undefined || !isTold(pivot.through)
      ? []
      : results.flatMap((result) => pivotOf(result) ?? []);
  const found = links.length === 0 ? records : [...records, ...links];
  return found.length === 0 ? undefined : announce(found);
}

async function announce(records: readonly object[]): Promise<void> {
  for (const record of records) {
    // Of a model with subclasses each record is of its own.
    const { definition } = stateOf(record);
    await runHooks(record, definition, "afterFind", undefined);
    runHooksNow(record, definition, "afterInitialize");
  }
}

const isTold = memoize((definition: ModelDefinition): boolean => {
  const models = [definition, ...(definition.inheritance?.subclasses ?? [])];
  return models.some(
    ({ hooks }) =>
      hooks.afterFind !== undefined || hooks.afterInitialize !== undefined,
  );
});
