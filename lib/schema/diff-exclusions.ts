import type { Change } from "./change";
import { constraintChanges } from "./constraint-changes";
import { expressionKey } from "./expression-text";
import { matchParts } from "./match-parts";
import { exclusionMentions } from "./part-mentions";
import type { ExclusionConstraint } from "./schema";
import type { TablePair } from "./table-pair";

/** What turns the exclusion constraints of a table into the wanted ones. */
export function diffExclusions({
  name,
  from,
  to,
  isStale,
  remade,
}: TablePair): Change[] {
  const matches = matchParts(
    from.exclusions,
    to.exclusions,
    (exclusion) =>
      isStale(exclusion)
        ? `stale ${exclusion.name}`
        : defineExclusion(exclusion),
    (exclusion) => exclusionMentions(exclusion, remade),
  );
  return constraintChanges(name, matches, (exclusion) => ({
    kind: "exclusion",
    ...exclusion,
  }));
}

function defineExclusion(exclusion: ExclusionConstraint): string {
  const { method, elements, where, deferrable } = exclusion;
  return JSON.stringify([
    method,
    elements.map((element) => ({
      ...element,
      expression:
        element.expression === undefined
          ? undefined
          : expressionKey(element.expression),
    })),
    where === undefined ? undefined : expressionKey(where),
    deferrable,
  ]);
}
