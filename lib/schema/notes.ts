import type { TableName } from "./change";
import type { Step } from "./hazard";
import type { Index, Schema, Table } from "./schema";
import { displayTable, tableKey } from "./table";

/**
 * What a reader of a migration may want to know of the tables in it, beyond
 * what can go wrong: indexes that cost without being of use, and uniqueness
 * that NULL gets around.
 */
export function findNotes(steps: readonly Step[], desired: Schema): string[] {
  const made = new Set(steps.flatMap(({ change }) => madeIn(change)));
  return desired.tables.flatMap((table) => [
    ...redundantIndexes(table, made),
    ...openUniques(table, made),
  ]);
}

/** The indexes and constraints that a change makes, each with its table. */
function madeIn(change: Step["change"]): string[] {
  if (change.kind === "create table")
    return [...change.table.uniques, ...keysOf(change.table)].map(({ name }) =>
      partKey(change.table, name),
    );
  if (change.kind === "create index")
    return [partKey(change.table, change.index.name)];
  return change.kind === "add constraint"
    ? [partKey(change.table, change.constraint.name)]
    : [];
}

function partKey(table: TableName, name: string): string {
  return `${tableKey(table)} ${name}`;
}

interface Key {
  readonly name: string;
  readonly columns: readonly string[];
}

function keysOf({ primaryKey }: Table): readonly Key[] {
  return primaryKey === undefined ? [] : [primaryKey];
}

/** A plain index is of no use where another one, or a constraint, begins with the same columns. */
function redundantIndexes(
  table: Table,
  made: ReadonlySet<string>,
): readonly string[] {
  const plain = table.indexes.filter(isPlain);
  const wider: readonly Key[] = [
    ...keysOf(table),
    ...table.uniques,
    ...plain.map((index) => ({ name: index.name, columns: columnsOf(index) })),
  ];
  return plain.flatMap((index) => {
    if (index.unique) return [];
    const columns = columnsOf(index);
    const other = wider.find(
      (each) =>
        each.name !== index.name &&
        each.columns.length > columns.length &&
        columns.every((column, place) => each.columns[place] === column),
    );
    const isNew = [index.name, other?.name ?? ""].some((name) =>
      made.has(partKey(table, name)),
    );
    return other === undefined || !isNew
      ? []
      : [
          `The index ${index.name} of ${displayTable(table)} is of little use beside ${other.name}, which begins with the same columns.`,
        ];
  });
}

function isPlain({ method, where, keys }: Index): boolean {
  return (
    method === "btree" &&
    where === undefined &&
    keys.every(
      ({ column, operatorClass, direction, nulls }) =>
        column !== undefined &&
        operatorClass === undefined &&
        direction === "asc" &&
        nulls === "last",
    )
  );
}

function columnsOf({ keys }: Index): readonly string[] {
  return keys.flatMap(({ column }) => column ?? []);
}

/** To a unique index over several columns two rows differ as soon as one of them is NULL. */
function openUniques(
  table: Table,
  made: ReadonlySet<string>,
): readonly string[] {
  const uniques = [
    ...table.uniques,
    ...table.indexes
      .filter(({ unique, where }) => unique && where === undefined)
      .map((index) => ({ ...index, columns: columnsOf(index) })),
  ];
  return uniques.flatMap(({ name, columns, nullsNotDistinct }) => {
    const open = table.columns.find(
      (column) => column.nullable && columns.includes(column.name),
    );
    if (open === undefined || columns.length < 2 || nullsNotDistinct) return [];
    return made.has(partKey(table, name))
      ? [
          `${name} lets rows of ${displayTable(table)} agree whose ${open.name} is NULL; nullsNotDistinct: true takes NULL for a value (PostgreSQL 15).`,
        ]
      : [];
  });
}
