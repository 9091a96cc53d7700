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
  // A key that must go is dropped and added even when it stays the same.
  const [fromBlocked, fromFree] = partition(from.foreignKeys, isInTheWay);
  const [toBlocked, toFree] = partition(to.foreignKeys, isInTheWay);
  const matches = matchParts(fromFree, toFree, defineForeignKey);
  const all = {
    renamed: matches.renamed,
    dropped: [...fromBlocked, ...matches.dropped],
    added: [...toBlocked, ...matches.added],
  };
  return constraintChanges(name, all, (key) => ({
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

function partition<Item>(
  items: readonly Item[],
  test: (item: Item) => boolean,
): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
