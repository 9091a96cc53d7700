import type { Change } from "./change";
import { constraintChanges } from "./constraint-changes";
import { matchParts } from "./match-parts";
import { isOver } from "./part-mentions";
import type { UniqueConstraint } from "./schema";
import type { TablePair } from "./table-pair";

/** What turns the unique constraints of a table into the wanted ones. */
export function diffUniques({ name, from, to, uprooted }: TablePair): Change[] {
  const matches = matchParts(from.uniques, to.uniques, defineUnique, (unique) =>
    isOver(unique, uprooted),
  );
  return constraintChanges(name, matches, (unique) => ({
    kind: "unique",
    ...unique,
  }));
}

function defineUnique(unique: UniqueConstraint): string {
  const { columns, nullsNotDistinct, deferrable } = unique;
  return JSON.stringify([columns, nullsNotDistinct, deferrable]);
}
