import type { Change, TableName } from "../schema/change";
import { handleChange } from "../schema/handle-change";
import type { ChangeHandlers } from "../schema/handle-change";

/** The name of a generated migration when the user gives none, in snake_case: `add_area_to_cities`. */
export function defaultMigrationName(
  changes: readonly Change[],
  isFirst: boolean,
): string {
  // Constraints and indexes follow from the tables and columns they belong to.
  const telling = changes.filter(isTelling);
  const subjects = telling.length === 0 ? changes : telling;
  const [first, ...others] = subjects;
  if (first === undefined || (isFirst && others.length > 0)) return "initial";
  return toFileName(
    others.length === 0 ? handleChange(names, first) : nameSeveral(subjects),
  );
}

/** A name as part of a file name: lower case, words joined by underscores. */
export function toFileName(text: string): string {
  const name = text
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return name.slice(0, 80) || "migration";
}

function isTelling({ kind }: Change): boolean {
  return /table|column/.test(kind) && kind !== "comment on table";
}

const names: ChangeHandlers<string> = {
  "create schema": ({ name }) => `create ${name}`,
  "drop schema": ({ name }) => `drop ${name}`,
  "create extension": ({ name }) => `add ${name}`,
  "drop extension": ({ name }) => `drop ${name}`,
  "create enum": ({ enum: { name } }) => `create ${name}`,
  "drop enum": ({ enum: { name } }) => `drop ${name}`,
  "rename enum": ({ enum: { name }, to }) => `rename ${name} to ${to}`,
  "alter enum": ({ to: { name } }) => `change ${name}`,
  "create function": ({ function: { name } }) => `create ${name}`,
  "drop function": ({ function: { name } }) => `drop ${name}`,
  "replace function": ({ to: { name } }) => `change ${name}`,
  "create table": ({ table }) => `create ${table.name}`,
  "drop table": ({ table }) => `drop ${table.name}`,
  "rename table": ({ table, to }) => `rename ${table.name} to ${to}`,
  "comment on table": ({ table }) => `comment on ${table.name}`,
  "add column": ({ table, column }) => `add ${column.name} to ${table.name}`,
  "drop column": ({ table, column }) =>
    `drop ${column.name} from ${table.name}`,
  "rename column": ({ table, column, to }) =>
    `rename ${column} to ${to} in ${table.name}`,
  "alter column": ({ table, alteration }) =>
    `change ${alteration.to.name} of ${table.name}`,
  "add constraint": ({ constraint }) => `add ${constraint.name}`,
  "drop constraint": ({ constraint }) => `drop ${constraint.name}`,
  "rename constraint": ({ constraint, to }) => `rename ${constraint} to ${to}`,
  "create index": ({ index }) => `add ${index.name}`,
  "drop index": ({ index }) => `drop ${index.name}`,
  "rename index": ({ index, to }) => `rename ${index} to ${to}`,
  "rename sequence": ({ sequence, to }) => `rename ${sequence.name} to ${to}`,
  "create trigger": ({ trigger }) => `add ${trigger.name}`,
  "drop trigger": ({ trigger }) => `drop ${trigger.name}`,
  sql: () => "sql",
};

/** `create_a_and_b`, `change_a_and_b`, or no names when they would be many. */
function nameSeveral(changes: readonly Change[]): string {
  const tables = [...new Set(changes.flatMap(tableOf).map(({ name }) => name))];
  const isCreation = changes.every(({ kind }) => kind === "create table");
  const verb = isCreation ? "create" : "change";
  return tables.length > 3
    ? `${verb} ${String(tables.length)} tables`
    : `${verb} ${tables.join(" and ")}`;
}

function tableOf(change: Change): readonly TableName[] {
  return "table" in change ? [change.table] : [];
}
