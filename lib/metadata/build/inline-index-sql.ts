import type { Blueprint } from "../blueprint";
import type { SqlText } from "../draft";
import { inlineSql } from "../fragment";
import type { ResolveContext } from "../resolve-context";

/** SQL of an index as text; SQL that cannot be written without parameters is reported. */
export function inlineIndexSql(
  sql: SqlText | undefined,
  what: string,
  blueprint: Blueprint,
  context: ResolveContext,
): string | undefined {
  if (sql === undefined) return undefined;
  const text = inlineSql(sql);
  if (text !== undefined && text.trim() !== "") return text;
  const fix =
    "Write it as text, 'lower(email)', or with sql`…` holding values and names only.";
  context.report(blueprint, undefined, `${what} is no SQL expression.`, fix);
  return undefined;
}
