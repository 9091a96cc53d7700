import type { Change } from "./change";
import { constraintChanges } from "./constraint-changes";
import { matchParts } from "./match-parts";
import type { UniqueConstraint } from "./schema";
import type { TablePair } from "./table-pair";

/** What turns the unique constraints of a table into the wanted ones. */
export function diffUniques({ name, from, to }: TablePair): Change[] {
  const matches = matchParts(from.uniques, to.uniques, defineUnique);
  return constraintChanges(name, matches, (unique) => ({
    kind: "unique",
    ...unique,
  }));
}

function defineUnique({ columns, nullsNotDistinct }: UniqueConstraint): string {
  return JSON.stringify([columns, nullsNotDistinct]);
}
