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
  uprooted,
}: TablePair): Change[] {
  const matches = matchParts(
    from.checks,
    to.checks,
    ({ expression }) => expressionKey(expression),
    (check) => isStale(check) || checkMentions(check, uprooted),
  );
  return constraintChanges(name, matches, (check) => ({
    kind: "check",
    ...check,
  }));
}
