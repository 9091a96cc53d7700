import type { ChangeOf } from "../../schema/change";
import type { Column, GeneratedValue } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { commentOnColumn } from "./comment";
import { alterTable } from "./statement";

/** `alter table "public"."cities" add column "area" integer not null default 0` */
export function compileAddColumn({
  table,
  column,
}: ChangeOf<"add column">): CompiledQuery[] {
  const added = alterTable(table, [`add column ${writeColumn(column)}`]);
  return column.comment === undefined
    ? [added]
    : [added, commentOnColumn(table, column.name, column.comment)];
}

/** `alter table "public"."cities" drop column "area"` */
export function compileDropColumn({
  table,
  column,
}: ChangeOf<"drop column">): CompiledQuery[] {
  return [alterTable(table, [`drop column ${quoteIdentifier(column.name)}`])];
}

/** `alter table "public"."cities" rename column "area" to "surface"` */
export function compileRenameColumn({
  table,
  column,
  to,
}: ChangeOf<"rename column">): CompiledQuery[] {
  const action = `rename column ${quoteIdentifier(column)} to ${quoteIdentifier(to)}`;
  return [alterTable(table, [action])];
}

/** `generated always as (price * amount) stored` */
function writeGenerated({ expression, virtual }: GeneratedValue): string {
  return `generated always as (${expression}) ${virtual ? "virtual" : "stored"}`;
}

/** A column as it stands in `create table` and after `add column`. */
export function writeColumn(column: Column): string {
  const parts = [quoteIdentifier(column.name), column.type];
  if (column.identity !== undefined) {
    parts.push(`generated ${column.identity} as identity`);
  }
  if (column.generated !== undefined)
    parts.push(writeGenerated(column.generated));
  if (!column.nullable) parts.push("not null");
  if (column.default !== undefined) parts.push(`default ${column.default}`);
  return parts.join(" ");
}
