import type { Change, TableName } from "../schema/change";
import { handleChange } from "../schema/handle-change";
import type { ChangeHandlers } from "../schema/handle-change";
import { displayTable } from "../schema/table";

/**
 * A change in a few words, for lists and messages.
 *
 * @example
 * ```ts
 * const steps = await findDrift({ directory: "migrations" });
 * steps.map(({ change }) => describeChange(change));   // ["create table cities", …]
 * ```
 */
export function describeChange(change: Change): string {
  return handleChange(descriptions, change);
}

const descriptions: ChangeHandlers<string> = {
  "create schema": ({ kind, name }) => `${kind} ${name}`,
  "drop schema": ({ kind, name }) => `${kind} ${name}`,
  "create extension": ({ kind, name }) => `${kind} ${name}`,
  "drop extension": ({ kind, name }) => `${kind} ${name}`,
  "create enum": (change) => `${change.kind} ${displayTable(change.enum)}`,
  "drop enum": (change) => `${change.kind} ${displayTable(change.enum)}`,
  "rename enum": ({ kind, enum: type, to }) =>
    `${kind} ${displayTable(type)} to ${to}`,
  "alter enum": ({ kind, to }) => `${kind} ${displayTable(to)}`,
  "create function": (change) =>
    `${change.kind} ${displayTable(change.function)}`,
  "drop function": (change) =>
    `${change.kind} ${displayTable(change.function)}`,
  "replace function": ({ kind, to }) => `${kind} ${displayTable(to)}`,
  "create table": ({ kind, table }) => `${kind} ${displayTable(table)}`,
  "drop table": ({ kind, table }) => `${kind} ${displayTable(table)}`,
  "rename table": ({ kind, table, to }) =>
    `${kind} ${displayTable(table)} to ${to}`,
  "comment on table": ({ kind, table }) => `${kind} ${displayTable(table)}`,
  "add column": ({ kind, table, column }) =>
    `${kind} ${dot(table, column.name)}`,
  "drop column": ({ kind, table, column }) =>
    `${kind} ${dot(table, column.name)}`,
  "rename column": ({ kind, table, column, to }) =>
    `${kind} ${dot(table, column)} to ${to}`,
  "alter column": ({ kind, table, alteration }) =>
    `${kind} ${dot(table, alteration.to.name)}`,
  "add constraint": ({ table, constraint }) =>
    `add ${constraint.kind} ${constraint.name} to ${displayTable(table)}`,
  "drop constraint": ({ table, constraint }) =>
    `drop ${constraint.kind} ${constraint.name} of ${displayTable(table)}`,
  "rename constraint": ({ kind, table, constraint, to }) =>
    `${kind} ${constraint} of ${displayTable(table)} to ${to}`,
  "create index": ({ kind, table, index }) =>
    `${kind} ${index.name} on ${displayTable(table)}`,
  "drop index": ({ kind, table, index }) =>
    `${kind} ${index.name} on ${displayTable(table)}`,
  "rename index": ({ kind, index, to }) => `${kind} ${index} to ${to}`,
  "rename sequence": ({ kind, sequence, to }) =>
    `${kind} ${displayTable(sequence)} to ${to}`,
  "create trigger": ({ kind, table, trigger }) =>
    `${kind} ${trigger.name} on ${displayTable(table)}`,
  "drop trigger": ({ kind, table, trigger }) =>
    `${kind} ${trigger.name} on ${displayTable(table)}`,
  sql: ({ kind }) => kind,
};

function dot(table: TableName, column: string): string {
  return `${displayTable(table)}.${column}`;
}
