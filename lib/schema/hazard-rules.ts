import type { Change, ChangeOf, Constraint, TableName } from "./change";
import { handleChange } from "./handle-change";
import type { ChangeHandlers } from "./handle-change";
import type { Hazard, Step } from "./hazard";
import {
  addColumnHazards,
  alterColumnHazards,
  dropColumnHazards,
  renameColumnHazards,
} from "./hazard-column";
import { alterEnumHazards } from "./hazard-enum";
import { displayTable, tableKey } from "./table";
import { isTemporaryName } from "./temporary-name";

/** What is known about the database that the changes are for. */
export interface StepOptions {
  /** The tables that may have rows; without it, all that the changes do not create. */
  readonly existingTables?: readonly TableName[] | undefined;
}

/** Each change with what can go wrong. On a table that the same list creates, that is next to nothing. */
export function stepsOf(
  changes: readonly Change[],
  { existingTables }: StepOptions = {},
): Step[] {
  const isExisting = followTables(existingTables);
  return changes.map((change) => {
    const hazards = isExisting(change)
      ? hazardsOf(change)
      : emptyTableHazards(change);
    return { change, hazards };
  });
}

/** What can go wrong with a change on a database in use. */
function hazardsOf(change: Change): Hazard[] {
  return handleChange(rules, change);
}

/** What goes wrong because there are no rows yet. */
function emptyTableHazards(change: Change): Hazard[] {
  if (change.kind !== "create index" || change.index.method !== "ivfflat")
    return [];
  return [
    {
      kind: "serves badly",
      message: `The index ${change.index.name} is built while ${displayTable(change.table)} has no rows, and ivfflat takes its lists from the rows that it meets: searches will miss most of what they should find.`,
      advice:
        "Make it in a later migration, when there are rows, or use hnsw, which needs none.",
      allow: undefined,
    },
  ];
}

/** Whether a change meets rows, followed through the tables that are created and renamed on the way. */
function followTables(
  existingTables: readonly TableName[] | undefined,
): (change: Change) => boolean {
  const created = new Set<string>();
  const existing = existingTables && new Set(existingTables.map(tableKey));
  const holdsRows = (table: TableName): boolean =>
    !created.has(tableKey(table)) && (existing?.has(tableKey(table)) ?? true);
  return (change) => {
    if (!("table" in change)) return true;
    if (change.kind === "create table") created.add(tableKey(change.table));
    const result = holdsRows(change.table);
    if (change.kind === "rename table") {
      const renamed = { ...change.table, name: change.to };
      if (result) existing?.add(tableKey(renamed));
      else created.add(tableKey(renamed));
    }
    return result;
  };
}

const rules: ChangeHandlers<Hazard[]> = {
  "create schema": none,
  "drop schema": none,
  "create extension": none,
  "drop extension": none,
  "create enum": none,
  "drop enum": none,
  "rename enum": none,
  "alter enum": alterEnumHazards,
  "create function": none,
  "drop function": none,
  "replace function": none,
  "create table": none,
  "drop table": dropTableHazards,
  "rename table": renameTableHazards,
  "comment on table": none,
  "add column": addColumnHazards,
  "drop column": dropColumnHazards,
  "rename column": renameColumnHazards,
  "alter column": alterColumnHazards,
  "add constraint": addConstraintHazards,
  "drop constraint": none,
  "rename constraint": none,
  "create index": createIndexHazards,
  "drop index": none,
  "rename index": none,
  "rename sequence": none,
  "create trigger": none,
  "drop trigger": none,
  sql: () => [
    {
      kind: "unknown",
      message: "arx cannot tell what this SQL does.",
      advice: undefined,
      allow: undefined,
    },
  ],
};

function none(): Hazard[] {
  return [];
}

function dropTableHazards({ kind, table }: ChangeOf<"drop table">): Hazard[] {
  const name = displayTable(table);
  return [
    {
      kind: "deletes data",
      message: `The table ${name} is deleted with every row.`,
      advice:
        "First release a program that no longer uses the table. If it was renamed, declare it: @Table({ renamedFrom }).",
      allow: `${kind} ${name}`,
    },
  ];
}

function renameTableHazards({ table, to }: ChangeOf<"rename table">): Hazard[] {
  if (isTemporaryName(table.name)) return [];
  const name = displayTable(table);
  return [
    {
      kind: "breaks running code",
      message: `A program that uses the table ${name} fails once it is called ${to}.`,
      advice:
        "Keep the table's name and rename only the class: @Table({ name }).",
      allow: undefined,
    },
  ];
}

function createIndexHazards({
  table,
  index,
  concurrently,
}: ChangeOf<"create index">): Hazard[] {
  const name = displayTable(table);
  const build: Hazard = {
    kind: "blocks writes",
    message: `Nobody can write to ${name} while the index ${index.name} is built.`,
    advice:
      "Build it concurrently, in a migration with transaction: false: m.createIndex(…, { concurrently: true }).",
    allow: undefined,
  };
  return [
    ...(concurrently ? [] : [build]),
    ...(index.unique ? [duplicatesFail(name, index.name)] : []),
  ];
}

function addConstraintHazards({
  table,
  constraint,
}: ChangeOf<"add constraint">): Hazard[] {
  const name = displayTable(table);
  return constraintHazards[constraint.kind](name, constraint);
}

function exclusionHazards(table: string, { name }: Constraint): Hazard[] {
  return [
    readersWait(table, name),
    {
      kind: "data dependent",
      message: `Adding ${name} to ${table} fails when two rows exclude each other.`,
      advice: "Look for such rows and correct them beforehand.",
      allow: undefined,
    },
  ];
}

const constraintHazards: Record<
  Constraint["kind"],
  (table: string, constraint: Constraint) => Hazard[]
> = {
  "primary key": uniqueHazards,
  unique: uniqueHazards,
  exclusion: exclusionHazards,
  "foreign key": (table, { name }) => [
    {
      kind: "blocks writes",
      message: `Nobody can write to ${table}, nor to the table that ${name} refers to, while every row is checked.`,
      advice: undefined,
      allow: undefined,
    },
    {
      kind: "data dependent",
      message: `Adding ${name} to ${table} fails when a row refers to nothing.`,
      advice: "Look for such rows and correct them beforehand.",
      allow: undefined,
    },
  ],
  check: (table, { name }) => [
    {
      kind: "blocks reads",
      message: `Everybody who uses ${table} waits while every row is checked for ${name}.`,
      advice: undefined,
      allow: undefined,
    },
    {
      kind: "data dependent",
      message: `Adding ${name} to ${table} fails when a row does not meet it.`,
      advice: "Look for such rows and correct them beforehand.",
      allow: undefined,
    },
  ],
};

function uniqueHazards(table: string, { name }: Constraint): Hazard[] {
  return [readersWait(table, name), duplicatesFail(table, name)];
}

function readersWait(table: string, name: string): Hazard {
  return {
    kind: "blocks reads",
    message: `Everybody who uses ${table} waits while the index of ${name} is built.`,
    advice: undefined,
    allow: undefined,
  };
}

function duplicatesFail(table: string, name: string): Hazard {
  return {
    kind: "data dependent",
    message: `Making ${name} fails when rows of ${table} share the same values.`,
    advice: "Look for duplicates and remove them beforehand.",
    allow: undefined,
  };
}
