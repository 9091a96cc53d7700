import { isDeepStrictEqual } from "node:util";
import type { Change } from "./change";
import type { Trigger } from "./schema";
import type { TablePair } from "./table-pair";

/** What turns the triggers of a table into the wanted ones; one that differs is made anew. */
export function diffTriggers({ name, from, to }: TablePair): Change[] {
  const isIn = (triggers: readonly Trigger[], trigger: Trigger): boolean =>
    triggers.some((other) => isDeepStrictEqual(other, trigger));
  return [
    ...from.triggers
      .filter((trigger) => !isIn(to.triggers, trigger))
      .map((trigger): Change => ({
        kind: "drop trigger",
        table: name,
        trigger,
      })),
    ...to.triggers
      .filter((trigger) => !isIn(from.triggers, trigger))
      .map((trigger): Change => ({
        kind: "create trigger",
        table: name,
        trigger,
      })),
  ];
}
