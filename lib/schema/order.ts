import { topologicalSort } from "../util/topological-sort";
import type { Change, ChangeKind } from "./change";
import { findDependencies } from "./dependencies";

/**
 * The same changes in an order in which they can run. What one needs of
 * another decides; what is left free is told as a reader would: names first,
 * then what goes, then what comes, foreign keys last. SQL of the user stays
 * where it stands among the changes around it.
 */
export function orderChanges(changes: readonly Change[]): Change[] {
  const start = changes.findIndex(({ kind }) => kind === "sql");
  if (start < 0) return sortByDependency(changes);
  return [
    ...sortByDependency(changes.slice(0, start)),
    ...changes.slice(start, start + 1),
    ...orderChanges(changes.slice(start + 1)),
  ];
}

function sortByDependency(changes: readonly Change[]): Change[] {
  const told = [...changes].sort((left, right) => rank(left) - rank(right));
  return [...topologicalSort(told, findDependencies(told)).order];
}

/** The order of telling, where nothing else decides. */
const chapters: Record<ChangeKind, number> = {
  "create schema": 0,
  "rename table": 1,
  "rename column": 2,
  "rename sequence": 3,
  "drop constraint": 5,
  "drop index": 6,
  "drop table": 7,
  "create table": 8,
  "comment on table": 9,
  "drop column": 10,
  "alter column": 11,
  "add column": 12,
  "rename constraint": 13,
  "rename index": 14,
  "add constraint": 15,
  "create index": 16,
  "drop schema": 18,
  sql: 19,
};

function rank(change: Change): number {
  if (change.kind === "drop constraint" && isForeignKey(change)) return 4;
  if (change.kind === "add constraint" && isForeignKey(change)) return 17;
  return chapters[change.kind];
}

function isForeignKey(change: {
  readonly constraint: { readonly kind: string };
}): boolean {
  return change.constraint.kind === "foreign key";
}
