import { mentionsAny } from "./expression-text";
import type {
  CheckConstraint,
  ExclusionConstraint,
  Index,
  IndexKey,
} from "./schema";

type Names = ReadonlySet<string>;

/** Whether a key or unique constraint is over one of these columns. */
export function isOver(
  { columns }: { readonly columns: readonly string[] },
  names: Names,
): boolean {
  return columns.some((column) => names.has(column));
}

/** Whether a check reads one of these columns. */
export function checkMentions(
  { expression }: CheckConstraint,
  names: Names,
): boolean {
  return mentionsAny(expression, names);
}

/** Whether an index holds or reads one of these columns. */
export function indexMentions(index: Index, names: Names): boolean {
  return (
    index.keys.some((key) => keyMentions(key, names)) ||
    index.include.some((column) => names.has(column)) ||
    mentionsAny(index.where ?? "", names)
  );
}

/** Whether an exclusion constraint compares or reads one of these columns. */
export function exclusionMentions(
  { elements, where }: ExclusionConstraint,
  names: Names,
): boolean {
  return (
    elements.some((element) => keyMentions(element, names)) ||
    mentionsAny(where ?? "", names)
  );
}

function keyMentions({ column, expression }: IndexKey, names: Names): boolean {
  return column === undefined
    ? mentionsAny(expression ?? "", names)
    : names.has(column);
}
