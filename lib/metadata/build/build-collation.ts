import type { ColumnType } from "../../types/column-type";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** The types that have a collation, without the brackets of a list. */
const texts = /^(text|varchar|char|citext)(\[\])?$/;

/** The collation of a column; one on something that is no text is reported. */
export function buildCollation(
  { collate, property }: ColumnDraft,
  type: ColumnType,
  blueprint: Blueprint,
  context: ResolveContext,
): string | undefined {
  if (collate === undefined) return undefined;
  checkGivenName(collate, "collation", property, blueprint, context);
  if (texts.test(type.name)) return collate;
  const message = `is of type ${type.name}, and only texts have a collation.`;
  context.report(blueprint, property, message, "Leave collate out.");
  return undefined;
}
