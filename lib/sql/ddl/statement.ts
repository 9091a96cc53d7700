import type { TableName } from "../../schema/change";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier, quotePath } from "../identifier";

/** A statement that defines something; such statements have no parameters. */
export function toStatement(text: string): CompiledQuery {
  return { text, parameters: [] };
}

/**
 * A table, index or sequence with its schema, `public` too: what a statement
 * means must not hang on the search_path of the session that runs it.
 */
export function writeName({ schema, name }: TableName): string {
  return quotePath([schema, name]);
}

/** Column names in parentheses. */
export function writeColumns(columns: readonly string[]): string {
  return `(${columns.map(quoteIdentifier).join(", ")})`;
}

/** `alter table` with its actions, one a line when there are more. */
export function alterTable(
  table: TableName,
  actions: readonly string[],
): CompiledQuery {
  const separator = actions.length === 1 ? " " : "\n  ";
  const list = actions.join(`,${separator}`);
  return toStatement(`alter table ${writeName(table)}${separator}${list}`);
}
