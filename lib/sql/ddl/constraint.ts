import { assertNever } from "../../util/assert-never";
import type { ChangeOf, Constraint } from "../../schema/change";
import type {
  Deferrable,
  ExclusionConstraint,
  ForeignKey,
  UniqueConstraint,
} from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier, quotePath } from "../identifier";
import { writeIndexKey } from "./indexes";
import { alterTable, writeColumns } from "./statement";

/** `alter table "public"."cities" add constraint "cities_name_key" unique ("name")` */
export function compileAddConstraint({
  table,
  constraint,
}: ChangeOf<"add constraint">): CompiledQuery[] {
  return [alterTable(table, [`add ${writeConstraint(constraint)}`])];
}

/** `alter table "public"."cities" drop constraint "cities_name_key"` */
export function compileDropConstraint({
  table,
  constraint,
}: ChangeOf<"drop constraint">): CompiledQuery[] {
  const name = quoteIdentifier(constraint.name);
  return [alterTable(table, [`drop constraint ${name}`])];
}

/** `alter table "public"."cities" rename constraint "a" to "b"` */
export function compileRenameConstraint({
  table,
  constraint,
  to,
}: ChangeOf<"rename constraint">): CompiledQuery[] {
  const action = `rename constraint ${quoteIdentifier(constraint)} to ${quoteIdentifier(to)}`;
  return [alterTable(table, [action])];
}

/** A constraint as it stands in `create table` and after `add`. */
export function writeConstraint(constraint: Constraint): string {
  const name = quoteIdentifier(constraint.name);
  return `constraint ${name} ${writeDefinition(constraint)}`;
}

function writeDefinition(constraint: Constraint): string {
  switch (constraint.kind) {
    case "primary key":
      return `primary key ${writeColumns(constraint.columns)}`;
    case "unique":
      return writeUnique(constraint);
    case "check":
      return `check (${constraint.expression})`;
    case "foreign key":
      return writeForeignKey(constraint);
    case "exclusion":
      return writeExclusion(constraint);
    default:
      return assertNever(constraint);
  }
}

function writeUnique(unique: UniqueConstraint): string {
  const nulls = unique.nullsNotDistinct ? "nulls not distinct " : "";
  return `unique ${nulls}${writeColumns(unique.columns)}${writeDeferral(unique.deferrable)}`;
}

/** `exclude using "gist" ("room" with =, "during" with &&) where (not cancelled)` */
function writeExclusion(exclusion: ExclusionConstraint): string {
  const elements = exclusion.elements
    .map((element) => `${writeIndexKey(element)} with ${element.operator}`)
    .join(", ");
  const where =
    exclusion.where === undefined ? "" : ` where (${exclusion.where})`;
  return `exclude using ${quoteIdentifier(exclusion.method)} (${elements})${where}${writeDeferral(exclusion.deferrable)}`;
}

function writeDeferral(deferrable: Deferrable): string {
  return deferrable === "no" ? "" : ` deferrable ${deferrable}`;
}

/** The rules that PostgreSQL assumes anyway are left out. */
function writeForeignKey(key: ForeignKey): string {
  const referenced = quotePath([key.referencedSchema, key.referencedTable]);
  const parts = [
    `foreign key ${writeColumns(key.columns)}`,
    `references ${referenced} ${writeColumns(key.referencedColumns)}`,
  ];
  if (key.onDelete !== "no action") parts.push(`on delete ${key.onDelete}`);
  if (key.onUpdate !== "no action") parts.push(`on update ${key.onUpdate}`);
  if (key.deferrable !== "no") parts.push(`deferrable ${key.deferrable}`);
  return parts.join(" ");
}
