import type { Change } from "./change";
import { constraintChanges } from "./constraint-changes";
import { matchParts } from "./match-parts";
import { isOver } from "./part-mentions";
import type { PrimaryKey, Table } from "./schema";
import type { TablePair } from "./table-pair";

/** What turns the primary key of a table into the wanted one. */
export function diffPrimaryKey({
  name,
  from,
  to,
  uprooted,
}: TablePair): Change[] {
  const matches = matchParts(
    listOf(from),
    listOf(to),
    ({ columns }) => JSON.stringify(columns),
    (key) => isOver(key, uprooted),
  );
  return constraintChanges(name, matches, (key) => ({
    kind: "primary key",
    ...key,
  }));
}

function listOf({ primaryKey }: Table): PrimaryKey[] {
  return primaryKey === undefined ? [] : [primaryKey];
}
