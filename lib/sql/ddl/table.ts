import type { ChangeOf, Constraint } from "../../schema/change";
import type { Table } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { writeColumn } from "./column";
import { commentsOf } from "./comment";
import { writeConstraint } from "./constraint";
import { toStatement, writeName } from "./statement";

/** `create table` with its columns and constraints, one a line, and its comments. */
export function compileCreateTable({
  table,
}: ChangeOf<"create table">): CompiledQuery[] {
  const lines = [
    ...table.columns.map(writeColumn),
    ...constraintsOf(table).map(writeConstraint),
  ];
  const body = lines.map((line) => `\n  ${line}`).join(",");
  return [
    toStatement(`create table ${writeName(table)} (${body}\n)`),
    ...commentsOf(table),
  ];
}

/** `drop table "public"."cities"`, which PostgreSQL refuses while another table refers to it. */
export function compileDropTable({
  table,
}: ChangeOf<"drop table">): CompiledQuery[] {
  return [toStatement(`drop table ${writeName(table)}`)];
}

/** `alter table "public"."posts" rename to "articles"` */
export function compileRenameTable({
  table,
  to,
}: ChangeOf<"rename table">): CompiledQuery[] {
  const text = `alter table ${writeName(table)} rename to ${quoteIdentifier(to)}`;
  return [toStatement(text)];
}

/** Foreign keys are not among them: another table may have to come first. */
function constraintsOf(table: Table): Constraint[] {
  const { primaryKey, uniques, checks, exclusions } = table;
  return [
    ...(primaryKey === undefined
      ? []
      : [{ kind: "primary key" as const, ...primaryKey }]),
    ...uniques.map((unique) => ({ kind: "unique" as const, ...unique })),
    ...checks.map((check) => ({ kind: "check" as const, ...check })),
    ...exclusions.map((exclusion) => ({
      kind: "exclusion" as const,
      ...exclusion,
    })),
  ];
}
