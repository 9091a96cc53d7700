import type { Change, ChangeOf, Constraint, TableName } from "./change";
import { handleChange } from "./handle-change";
import type { ChangeHandlers } from "./handle-change";
import type { Table } from "./schema";
import * as event from "./schema-event";
import { isTemporaryName } from "./temporary-name";

/** What a change brings about, and what must have come about before it. */
export interface ChangeEvents {
  readonly emits: readonly string[];
  readonly awaits: readonly string[];
}

/** The events of a change: it comes after every change that emits what it awaits. */
export function eventsOf(change: Change): ChangeEvents {
  return handleChange(rules, change);
}

const rules: ChangeHandlers<ChangeEvents> = {
  "create schema": ({ name }) => ({ emits: [event.made(name)], awaits: [] }),
  "drop schema": ({ name }) => ({ emits: [], awaits: [event.emptied(name)] }),
  "create table": ({ table }) => ({
    emits: [event.named(table), event.shaped(table), event.keyed(table)],
    awaits: [event.made(table.schema), ...freedNames(table)],
  }),
  "drop table": ({ table }) => ({
    emits: [event.emptied(table.schema), ...freedNames(table)],
    awaits: [event.detached(table), event.released(table)],
  }),
  "rename table": ({ table, to }) =>
    renameEvents(
      table.name,
      to,
      (name) => [event.freeInSchema(table.schema, name)],
      { emits: [event.named({ ...table, name: to })], awaits: [] },
    ),
  "comment on table": ({ table }) => ({
    emits: [],
    awaits: [event.named(table)],
  }),
  "add column": ({ table, column }) => ({
    emits: [event.shaped(table)],
    awaits: [...final(table), event.freeColumn(table, column.name)],
  }),
  "drop column": ({ table, column }) => ({
    emits: [event.shaped(table), event.freeColumn(table, column.name)],
    awaits: [...final(table), event.detached(table)],
  }),
  "rename column": ({ table, column, to }) =>
    renameEvents(column, to, (name) => [event.freeColumn(table, name)], {
      emits: [event.settled(table)],
      awaits: [event.named(table)],
    }),
  "alter column": ({ table }) => ({
    emits: [event.shaped(table)],
    awaits: [...final(table), event.detached(table)],
  }),
  "add constraint": addConstraintEvents,
  "drop constraint": dropConstraintEvents,
  "rename constraint": ({ table, constraint, to }) =>
    renameEvents(
      constraint,
      to,
      (name) => [
        event.freeInTable(table, name),
        event.freeInSchema(table.schema, name),
      ],
      { emits: [], awaits: final(table) },
    ),
  "create index": ({ table, index }) => ({
    emits: index.unique ? [event.keyed(table)] : [],
    awaits: [
      ...final(table),
      event.shaped(table),
      event.freeInSchema(table.schema, index.name),
    ],
  }),
  "drop index": ({ table, index }) => ({
    emits: [
      event.detached(table),
      event.freeInSchema(table.schema, index.name),
    ],
    awaits: [...final(table), ...(index.unique ? [event.released(table)] : [])],
  }),
  "rename index": ({ table, index, to }) =>
    renameEvents(
      index,
      to,
      (name) => [event.freeInSchema(table.schema, name)],
      { emits: [], awaits: final(table) },
    ),
  "rename sequence": ({ sequence, to }) =>
    renameEvents(
      sequence.name,
      to,
      (name) => [event.freeInSchema(sequence.schema, name)],
      { emits: [], awaits: [] },
    ),
  sql: () => ({ emits: [], awaits: [] }),
};

/** The table and its columns have the names that the change uses. */
function final(table: TableName): string[] {
  return [event.named(table), event.settled(table)];
}

/** The names in the schema that a table takes with its indexed constraints. */
function freedNames({ schema, name, primaryKey, uniques }: Table): string[] {
  const names = [name, ...uniques.map((unique) => unique.name)];
  if (primaryKey !== undefined) names.push(primaryKey.name);
  return names.map((taken) => event.freeInSchema(schema, taken));
}

/** A temporary name is free from the start, and is left only after it was taken. */
function renameEvents(
  from: string,
  to: string,
  free: (name: string) => readonly string[],
  { emits, awaits }: ChangeEvents,
): ChangeEvents {
  return {
    emits: [
      ...emits,
      ...free(from),
      ...(isTemporaryName(to) ? [event.taken(to)] : []),
    ],
    awaits: [
      ...awaits,
      ...(isTemporaryName(to) ? [] : free(to)),
      ...(isTemporaryName(from) ? [event.taken(from)] : []),
    ],
  };
}

function addConstraintEvents({
  table,
  constraint,
}: ChangeOf<"add constraint">): ChangeEvents {
  const referenced = referencedBy(constraint);
  return {
    emits: isUniqueKey(constraint) ? [event.keyed(table)] : [],
    awaits: [
      ...final(table),
      event.shaped(table),
      ...namesOf(table, constraint),
      ...referenced.flatMap((other) => [
        ...final(other),
        event.shaped(other),
        event.keyed(other),
      ]),
    ],
  };
}

function dropConstraintEvents({
  table,
  constraint,
}: ChangeOf<"drop constraint">): ChangeEvents {
  const referenced = referencedBy(constraint);
  return {
    emits: [
      event.detached(table),
      ...namesOf(table, constraint),
      ...referenced.flatMap((other) => [
        event.detached(other),
        event.released(other),
      ]),
    ],
    awaits: [
      ...[table, ...referenced].flatMap(final),
      ...(isUniqueKey(constraint) ? [event.released(table)] : []),
    ],
  };
}

function namesOf(table: TableName, constraint: Constraint): string[] {
  const own = event.freeInTable(table, constraint.name);
  return isUniqueKey(constraint)
    ? [own, event.freeInSchema(table.schema, constraint.name)]
    : [own];
}

function isUniqueKey({ kind }: Constraint): boolean {
  return kind === "primary key" || kind === "unique";
}

function referencedBy(constraint: Constraint): TableName[] {
  return constraint.kind === "foreign key"
    ? [
        {
          schema: constraint.referencedSchema,
          name: constraint.referencedTable,
        },
      ]
    : [];
}
