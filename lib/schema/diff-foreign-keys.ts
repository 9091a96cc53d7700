import type { Change } from "./change";
import { constraintChanges } from "./constraint-changes";
import { matchParts } from "./match-parts";
import type { ForeignKey } from "./schema";
import type { TablePair } from "./table-pair";

/**
 * What turns the foreign keys of a table into the wanted ones.
 *
 * @param isInTheWay whether a key must go while other changes are made, and come back afterwards
 */
export function diffForeignKeys(
  { name, from, to }: TablePair,
  isInTheWay: (key: ForeignKey) => boolean,
): Change[] {
  const matches = matchParts(
    from.foreignKeys,
    to.foreignKeys,
    defineForeignKey,
    isInTheWay,
  );
  return constraintChanges(name, matches, (key) => ({
    kind: "foreign key",
    ...key,
  }));
}

function defineForeignKey(key: ForeignKey): string {
  return JSON.stringify([
    key.columns,
    key.referencedSchema,
    key.referencedTable,
    key.referencedColumns,
    key.onDelete,
    key.onUpdate,
    key.deferrable,
  ]);
}
