import { topologicalSort } from "../util/topological-sort";
import type { Change, ChangeOf } from "./change";
import { findDependencies } from "./dependencies";
import { temporaryName } from "./temporary-name";

type RenameKind = Extract<Change["kind"], `rename ${string}`>;
type Rename = ChangeOf<RenameKind>;

/**
 * The same changes with a detour by a temporary name wherever things take each
 * other's names, because PostgreSQL renames one after the other.
 */
export function breakRenameCycles(changes: readonly Change[]): Change[] {
  const detours = findDetours(changes.filter(isRename));
  return changes.flatMap((change) =>
    isRename(change) && detours.has(change) ? takeDetour(change) : [change],
  );
}

/** As many renames as must go round for the others to go straight. */
function findDetours(renames: readonly Rename[]): Set<Rename> {
  const detours = new Set<Rename>();
  for (;;) {
    const straight = renames.filter((rename) => !detours.has(rename));
    const { cycles } = topologicalSort(straight, findDependencies(straight));
    if (cycles.length === 0) return detours;
    for (const cycle of cycles)
      for (const first of cycle.slice(0, 1)) detours.add(first);
  }
}

function isRename(change: Change): change is Rename {
  return change.kind.startsWith("rename ");
}

function takeDetour(rename: Rename): Rename[] {
  const temporary = temporaryName(oldNameOf(rename));
  return [{ ...rename, to: temporary }, withOldName(rename, temporary)];
}

/** What the thing is called before the rename. */
function oldNameOf(rename: Rename): string {
  switch (rename.kind) {
    case "rename table":
      return rename.table.name;
    case "rename column":
      return rename.column;
    case "rename constraint":
      return rename.constraint;
    case "rename index":
      return rename.index;
    case "rename sequence":
      return rename.sequence.name;
    case "rename enum":
      return rename.enum.name;
  }
}

function withOldName(rename: Rename, name: string): Rename {
  switch (rename.kind) {
    case "rename table":
      return { ...rename, table: { ...rename.table, name } };
    case "rename column":
      return { ...rename, column: name };
    case "rename constraint":
      return { ...rename, constraint: name };
    case "rename index":
      return { ...rename, index: name };
    case "rename sequence":
      return { ...rename, sequence: { ...rename.sequence, name } };
    case "rename enum":
      return { ...rename, enum: { ...rename.enum, name } };
  }
}
