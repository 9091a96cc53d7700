import { castBetween } from "./assignment-cast";
import type { Change, ChangeOf, ColumnAlteration } from "./change";
import { handleChange } from "./handle-change";
import type { ChangeHandlers } from "./handle-change";

/** A change that has no way back. */
export interface Irreversible {
  readonly irreversible: Change;
}

/** The changes that undo a list, or the first one that cannot be undone. */
export function reverseChanges(
  changes: readonly Change[],
): Change[] | Irreversible {
  const reversed: Change[] = [];
  for (const change of changes) {
    const back = reverseChange(change);
    if (back === undefined) return { irreversible: change };
    reversed.unshift(back);
  }
  return reversed;
}

/** The change that undoes another, made of nothing but its own data; undefined when there is none. */
function reverseChange(change: Change): Change | undefined {
  return handleChange<Change | undefined>(reversals, change);
}

const reversals: ChangeHandlers<Change | undefined> = {
  "create schema": (change) => ({ ...change, kind: "drop schema" }),
  "drop schema": (change) => ({ ...change, kind: "create schema" }),
  "create extension": (change) => ({ ...change, kind: "drop extension" }),
  "drop extension": (change) => ({ ...change, kind: "create extension" }),
  "create enum": (change) => ({ ...change, kind: "drop enum" }),
  "drop enum": (change) => ({ ...change, kind: "create enum" }),
  "rename enum": (change) => ({
    ...change,
    enum: { ...change.enum, name: change.to },
    to: change.enum.name,
  }),
  "alter enum": reverseEnum,
  "create function": (change) => ({ ...change, kind: "drop function" }),
  "drop function": (change) => ({ ...change, kind: "create function" }),
  "replace function": (change) => ({
    ...change,
    from: change.to,
    to: change.from,
  }),
  "create table": (change) => ({ ...change, kind: "drop table" }),
  "drop table": (change) => ({ ...change, kind: "create table" }),
  "rename table": ({ kind, table, to }) => ({
    kind,
    table: { ...table, name: to },
    to: table.name,
  }),
  "comment on table": (change) => ({
    ...change,
    from: change.to,
    to: change.from,
  }),
  "add column": (change) => ({ ...change, kind: "drop column" }),
  "drop column": (change) => ({ ...change, kind: "add column" }),
  "rename column": (change) => ({
    ...change,
    column: change.to,
    to: change.column,
  }),
  "alter column": reverseAlteration,
  "add constraint": (change) => ({ ...change, kind: "drop constraint" }),
  "drop constraint": (change) => ({ ...change, kind: "add constraint" }),
  "rename constraint": (change) => ({
    ...change,
    constraint: change.to,
    to: change.constraint,
  }),
  "create index": (change) => ({ ...change, kind: "drop index" }),
  "drop index": (change) => ({ ...change, kind: "create index" }),
  "rename index": (change) => ({
    ...change,
    index: change.to,
    to: change.index,
  }),
  "rename sequence": ({ kind, sequence, to }) => ({
    kind,
    sequence: { ...sequence, name: to },
    to: sequence.name,
  }),
  "create trigger": (change) => ({ ...change, kind: "drop trigger" }),
  "drop trigger": (change) => ({ ...change, kind: "create trigger" }),
  sql: () => undefined,
};

/** PostgreSQL takes no value away: on the way back the type is made anew. */
function reverseEnum(change: ChangeOf<"alter enum">): ChangeOf<"alter enum"> {
  return {
    ...change,
    from: change.to,
    to: change.from,
    rebuild: true,
    columns: change.columns.map((column) => ({
      ...column,
      from: column.to,
      to: column.from,
    })),
  };
}

function reverseAlteration(
  change: ChangeOf<"alter column">,
): ChangeOf<"alter column"> {
  const { from, to } = change.alteration;
  const alteration: ColumnAlteration = {
    from: to,
    to: from,
    using: castBetween(from.name, to.type, from.type),
  };
  return { ...change, alteration };
}
