import type { Change, TableName } from "../schema/change";

/** The name of a generated migration when the user gives none, in snake_case: `add_area_to_cities`. */
export function defaultMigrationName(
  changes: readonly Change[],
  isFirst: boolean,
): string {
  const created = changes.filter(({ kind }) => kind === "create table");
  if (isFirst && created.length > 1) return "initial";
  // Foreign keys and indexes follow from the tables they belong to.
  const telling = changes.filter(isTelling);
  const [change] = telling.length === 0 ? changes : telling;
  if (change === undefined) return "empty";
  const name = telling.length <= 1 ? nameChange(change) : nameSeveral(changes);
  return toFileName(name);
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

function nameChange(change: Change): string {
  switch (change.kind) {
    case "create schema":
    case "drop schema":
      return `${change.kind} ${change.name}`;
    case "create table":
    case "drop table":
      return `${change.kind === "create table" ? "create" : "drop"} ${change.table.name}`;
    case "rename table":
      return `rename ${change.table.name} to ${change.to}`;
    case "add column":
      return `add ${change.column.name} to ${change.table.name}`;
    case "drop column":
      return `drop ${change.column.name} from ${change.table.name}`;
    case "rename column":
      return `rename ${change.column} to ${change.to} in ${change.table.name}`;
    case "alter column":
      return `change ${change.alteration.to.name} of ${change.table.name}`;
    case "add constraint":
    case "drop constraint":
      return `${change.kind.slice(0, 4)} ${change.constraint.name}`;
    case "create index":
    case "drop index":
      return `${change.kind === "create index" ? "add" : "drop"} ${change.index.name}`;
    case "rename constraint":
    case "rename index":
    case "rename sequence":
    case "comment on table":
    case "sql":
      return nameSeveral([change]);
  }
}

/** `create_a_and_b`, `change_a_and_b`, or no names when they would be many. */
function nameSeveral(changes: readonly Change[]): string {
  const tables = [...new Set(changes.flatMap(tableOf).map(({ name }) => name))];
  const verb = changes.every(isCreation) ? "create" : "change";
  return tables.length > 3 || tables.length === 0
    ? `${verb} ${String(tables.length)} tables`
    : `${verb} ${tables.join(" and ")}`;
}

function isCreation({ kind }: Change): boolean {
  return !isTelling({ kind } as Change) || kind === "create table";
}

function tableOf(change: Change): readonly TableName[] {
  return "table" in change ? [change.table] : [];
}
