import { expressionKey } from "./expression-text";
import type { Column } from "./schema";

/** Whether a column is what is wanted but for its name and comment. */
export function hasSameShape(from: Column, to: Column): boolean {
  return (
    from.type === to.type &&
    from.nullable === to.nullable &&
    from.default === to.default &&
    from.identity === to.identity &&
    isComputedAlike(from, to)
  );
}

/** Whether the database computes both in the same way, or neither. */
export function isComputedAlike(
  { generated: from }: Column,
  { generated: to }: Column,
): boolean {
  if (from === undefined || to === undefined) return from === to;
  return (
    from.virtual === to.virtual &&
    expressionKey(from.expression) === expressionKey(to.expression)
  );
}

/** A column as a change carries it: without what only tells where it comes from. */
export function toPlainColumn(column: Column): Column {
  return { ...column, renamedFrom: undefined, sequence: undefined };
}
