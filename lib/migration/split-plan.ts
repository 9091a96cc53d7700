import type { Change } from "../schema/change";
import type { Plan } from "./plan";

/**
 * A plan as the files it becomes. An index that is built without stopping
 * writers stands in a file of its own: it cannot run in a transaction, and
 * nothing else should have to do without one.
 */
export function splitPlan(plan: Plan): readonly Plan[] {
  const isApart = plan.steps.some(({ change }) => isConcurrent(change));
  if (!isApart) return [plan];
  const part = (concurrent: boolean): Plan => ({
    steps: plan.steps.filter(
      ({ change }) => isConcurrent(change) === concurrent,
    ),
    down: plan.down?.filter((change) => isConcurrent(change) === concurrent),
  });
  return [part(false), part(true)].filter(({ steps }) => steps.length > 0);
}

/** Whether a change cannot run in a transaction. */
export function isConcurrent(change: Change): boolean {
  return (
    (change.kind === "create index" || change.kind === "drop index") &&
    change.concurrently
  );
}
