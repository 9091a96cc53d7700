import type { Change } from "../schema/change";
import { tableKey } from "../schema/table";

/**
 * The changes without drops of enum types that no builder call of the
 * migrations made: SQL made them, and may use them where no column has them.
 *
 * @param past everything that the migrations before did, in order
 */
export function keepForeignEnums(
  changes: readonly Change[],
  past: readonly Change[],
): readonly Change[] {
  const own = followEnums(past);
  return changes.filter(
    (change) => change.kind !== "drop enum" || own.has(tableKey(change.enum)),
  );
}

function followEnums(past: readonly Change[]): ReadonlySet<string> {
  const own = new Set<string>();
  for (const change of past) {
    if (change.kind === "create enum") own.add(tableKey(change.enum));
    if (change.kind === "drop enum") own.delete(tableKey(change.enum));
    if (change.kind === "rename enum" && own.delete(tableKey(change.enum)))
      own.add(tableKey({ ...change.enum, name: change.to }));
  }
  return own;
}
