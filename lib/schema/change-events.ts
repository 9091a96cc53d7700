import type { Change } from "./change";
import { addConstraintEvents, dropConstraintEvents } from "./constraint-events";
import { handleChange } from "./handle-change";
import type { ChangeHandlers } from "./handle-change";
import type { Table } from "./schema";
import {
  alterEnumEvents,
  isSameType,
  typeLeft,
  typeWanted,
} from "./enum-events";
import * as event from "./schema-event";
import type { ChangeEvents } from "./schema-event";
import {
  columnsFree,
  columnsLaidOut,
  columnsLeft,
  columnsRead,
} from "./generated-events";
import { isTemporaryName } from "./temporary-name";

/** The events of a change: it comes after every change that emits what it awaits. */
export function eventsOf(change: Change): ChangeEvents {
  return handleChange(rules, change);
}

const rules: ChangeHandlers<ChangeEvents> = {
  "create schema": ({ name }) => ({ emits: [event.made(name)], awaits: [] }),
  "drop schema": ({ name }) => ({ emits: [], awaits: [event.emptied(name)] }),
  "create extension": () => ({ emits: [], awaits: [] }),
  "drop extension": () => ({ emits: [], awaits: [] }),
  "create enum": ({ enum: type }) => ({
    emits: [event.listed(type)],
    awaits: [
      event.made(type.schema),
      event.freeInSchema(type.schema, type.name),
    ],
  }),
  "drop enum": ({ enum: type }) => ({
    emits: [
      event.emptied(type.schema),
      event.freeInSchema(type.schema, type.name),
    ],
    awaits: [event.unused(type)],
  }),
  "rename enum": ({ enum: type, to }) =>
    renameEvents(
      type.name,
      to,
      (name) => [event.freeInSchema(type.schema, name)],
      { emits: [event.renamed({ ...type, name: to })], awaits: [] },
    ),
  "alter enum": alterEnumEvents,
  "create function": ({ function: { schema } }) => ({
    emits: [event.callable],
    awaits: [event.made(schema)],
  }),
  "drop function": ({ function: { schema } }) => ({
    emits: [event.emptied(schema)],
    awaits: [event.uncalled],
  }),
  "replace function": () => ({ emits: [event.callable], awaits: [] }),
  "create table": ({ table }) => ({
    emits: [event.named(table), event.shaped(table), event.keyed(table)],
    awaits: [
      event.made(table.schema),
      event.callable,
      ...freedNames(table),
      ...table.columns.flatMap(typeWanted),
    ],
  }),
  "drop table": ({ table }) => ({
    emits: [
      event.emptied(table.schema),
      event.uncalled,
      ...freedNames(table),
      ...table.columns.flatMap(typeLeft),
    ],
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
    emits: [event.shaped(table), ...columnsLaidOut(table, column)],
    awaits: [
      ...columnsRead(table, column),
      ...event.final(table),
      event.freeColumn(table, column.name),
      event.callable,
      ...typeWanted(column),
    ],
  }),
  "drop column": ({ table, column }) => ({
    emits: [
      event.shaped(table),
      event.freeColumn(table, column.name),
      event.uncalled,
      ...typeLeft(column),
      ...columnsLeft(table, column),
    ],
    awaits: [
      ...event.final(table),
      event.detached(table),
      ...columnsFree(table, column),
    ],
  }),
  "rename column": ({ table, column, to }) =>
    renameEvents(column, to, (name) => [event.freeColumn(table, name)], {
      emits: [event.settled(table)],
      awaits: [event.named(table)],
    }),
  "alter column": ({ table, alteration: { from, to } }) => ({
    emits: [
      event.shaped(table),
      event.uncalled,
      ...(isSameType(from, to) ? [] : typeLeft(from)),
      // One that stays computed reads what it read before.
      ...(to.generated === undefined ? columnsLeft(table, from) : []),
      ...columnsLaidOut(table, to),
    ],
    awaits: [
      ...columnsFree(table, from),
      ...(from.generated === undefined ? columnsRead(table, to) : []),
      ...event.final(table),
      event.detached(table),
      event.callable,
      ...typeWanted(to),
    ],
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
      { emits: [], awaits: event.final(table) },
    ),
  "create index": ({ table, index }) => ({
    emits: index.unique ? [event.keyed(table)] : [],
    awaits: [
      ...event.final(table),
      event.shaped(table),
      event.freeInSchema(table.schema, index.name),
    ],
  }),
  "drop index": ({ table, index }) => ({
    emits: [
      event.detached(table),
      event.freeInSchema(table.schema, index.name),
    ],
    awaits: [
      ...event.final(table),
      ...(index.unique ? [event.released(table)] : []),
    ],
  }),
  "rename index": ({ table, index, to }) =>
    renameEvents(
      index,
      to,
      (name) => [event.freeInSchema(table.schema, name)],
      { emits: [], awaits: event.final(table) },
    ),
  "rename sequence": ({ sequence, to }) =>
    renameEvents(
      sequence.name,
      to,
      (name) => [event.freeInSchema(sequence.schema, name)],
      { emits: [], awaits: [] },
    ),
  "create trigger": ({ table }) => ({
    emits: [],
    awaits: [...event.final(table), event.callable, event.detached(table)],
  }),
  "drop trigger": ({ table }) => ({
    emits: [event.detached(table), event.uncalled],
    awaits: event.final(table),
  }),
  sql: () => ({ emits: [], awaits: [] }),
};

/** The names in the schema that a table takes with its indexed constraints. */
function freedNames({ schema, name, primaryKey, ...table }: Table): string[] {
  const indexed = [...table.uniques, ...table.exclusions];
  const names = [name, ...indexed.map((constraint) => constraint.name)];
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
