import type { Change } from "./change";
import { constraintChanges } from "./constraint-changes";
import { expressionKey } from "./expression-text";
import { matchParts } from "./match-parts";
import { checkMentions } from "./part-mentions";
import type { TablePair } from "./table-pair";

/** What turns the checks of a table into the wanted ones. */
export function diffChecks({
  name,
  from,
  to,
  isStale,
  remade,
}: TablePair): Change[] {
  const matches = matchParts(
    from.checks,
    to.checks,
    (check) =>
      isStale(check) ? `stale ${check.name}` : expressionKey(check.expression),
    (check) => checkMentions(check, remade),
  );
  return constraintChanges(name, matches, (check) => ({
    kind: "check",
    ...check,
  }));
}
