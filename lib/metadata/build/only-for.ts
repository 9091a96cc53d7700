import { quoteName, quoteText } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import { aliasesOf, discriminatorOf } from "../hierarchy";

/** A condition of a class that shares a table, which rows of other classes need not fulfil. */
export function ofSubtype(condition: string, blueprint: Blueprint): string {
  if (blueprint.parent === undefined) return condition;
  const property = discriminatorOf(blueprint.model)?.property;
  const column = property && blueprint.definition.columns[property];
  const aliases = aliasesOf(blueprint.model);
  // Without a column or a class with rows, which is reported, there is nothing to tell rows by.
  return column
    ? `${isNone(column.name, aliases)} or (${condition})`
    : condition;
}

/** The condition that a row is of none of these classes. */
export function isNone(column: string, aliases: readonly string[]): string {
  const name = quoteName(column);
  const [first] = aliases;
  return aliases.length === 1 && first !== undefined
    ? `${name} <> ${quoteText(first)}`
    : `${name} not in (${aliases.map(quoteText).join(", ")})`;
}
