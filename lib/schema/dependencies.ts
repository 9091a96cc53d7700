import type { Change } from "./change";
import { eventsOf } from "./change-events";

/** Finds the changes of a list that another one must come after. */
export function findDependencies<One extends Change>(
  changes: readonly One[],
): (change: One) => One[] {
  const awaited = new Map<One, readonly string[]>();
  const emitters = new Map<string, One[]>();
  for (const change of changes) {
    const { emits, awaits } = eventsOf(change);
    awaited.set(change, awaits);
    for (const event of emits) {
      const known = emitters.get(event);
      if (known === undefined) emitters.set(event, [change]);
      else known.push(change);
    }
  }
  return (change) =>
    (awaited.get(change) ?? []).flatMap((event) => emitters.get(event) ?? []);
}
