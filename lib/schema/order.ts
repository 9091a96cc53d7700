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
  "create extension": 0,
  "create schema": 1,
  "rename table": 2,
  "rename column": 3,
  "rename sequence": 4,
  "rename enum": 5,
  "drop constraint": 7,
  "drop index": 8,
  "drop trigger": 9,
  "drop table": 10,
  "create enum": 11,
  "alter enum": 12,
  "create function": 13,
  "replace function": 14,
  "create table": 15,
  "comment on table": 16,
  "drop column": 17,
  "alter column": 18,
  "add column": 19,
  "rename constraint": 20,
  "rename index": 21,
  "add constraint": 22,
  "create index": 23,
  "create trigger": 25,
  "drop function": 26,
  "drop enum": 27,
  "drop schema": 28,
  "drop extension": 29,
  sql: 30,
};

function rank(change: Change): number {
  if (change.kind === "drop constraint" && isForeignKey(change)) return 6;
  if (change.kind === "add constraint" && isForeignKey(change)) return 24;
  return chapters[change.kind];
}

function isForeignKey(change: {
  readonly constraint: { readonly kind: string };
}): boolean {
  return change.constraint.kind === "foreign key";
}
