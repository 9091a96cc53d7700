import type { Change } from "./change";
import { constraintChanges } from "./constraint-changes";
import { optionalKey } from "./expression-text";
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
  uprooted,
}: TablePair): Change[] {
  const matches = matchParts(
    from.exclusions,
    to.exclusions,
    defineExclusion,
    (exclusion) => isStale(exclusion) || exclusionMentions(exclusion, uprooted),
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
      expression: optionalKey(element.expression),
    })),
    optionalKey(where),
    deferrable,
  ]);
}
