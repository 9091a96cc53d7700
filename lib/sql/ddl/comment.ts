import type { ChangeOf, TableName } from "../../schema/change";
import type { Table } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { quoteText } from "../../util/quote";
import { toStatement, writeName } from "./statement";

/** `comment on table "public"."cities" is 'Where people live.'` */
export function compileCommentOnTable({
  table,
  to,
}: ChangeOf<"comment on table">): CompiledQuery[] {
  return [commentOnTable(table, to)];
}

/** The comment statements that a new table needs. */
export function commentsOf(table: Table): CompiledQuery[] {
  return [
    ...(table.comment === undefined
      ? []
      : [commentOnTable(table, table.comment)]),
    ...table.columns
      .filter(({ comment }) => comment !== undefined)
      .map(({ name, comment }) => commentOnColumn(table, name, comment)),
  ];
}

/** `comment on column "public"."cities"."name" is null` */
export function commentOnColumn(
  table: TableName,
  column: string,
  comment: string | undefined,
): CompiledQuery {
  const name = `${writeName(table)}.${quoteIdentifier(column)}`;
  return toStatement(`comment on column ${name} is ${writeComment(comment)}`);
}

function commentOnTable(
  table: TableName,
  comment: string | undefined,
): CompiledQuery {
  return toStatement(
    `comment on table ${writeName(table)} is ${writeComment(comment)}`,
  );
}

function writeComment(comment: string | undefined): string {
  return comment === undefined ? "null" : quoteText(comment);
}
