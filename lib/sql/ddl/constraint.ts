import { assertNever } from "../../util/assert-never";
import type { ChangeOf, Constraint } from "../../schema/change";
import type { ForeignKey } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier, quotePath } from "../identifier";
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
      return `unique ${constraint.nullsNotDistinct ? "nulls not distinct " : ""}${writeColumns(constraint.columns)}`;
    case "check":
      return `check (${constraint.expression})`;
    case "foreign key":
      return writeForeignKey(constraint);
    default:
      return assertNever(constraint);
  }
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
