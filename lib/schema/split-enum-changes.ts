import { castBetween } from "./assignment-cast";
import type { Change, ChangeOf } from "./change";
import type { EnumChange } from "./diff-enums";
import { hasType } from "./diff-enums";
import type { Column, EnumType } from "./schema";
import { parseSqlType } from "./sql-type";

/**
 * The same changes, with columns that go from one changing enum type to another
 * as text in between: each type could otherwise be waiting for columns to leave
 * the other before it is made anew.
 */
export function splitEnumChanges(
  changes: readonly Change[],
  enums: readonly EnumChange[],
): Change[] {
  const changing = enums.flatMap((change) =>
    change.kind === "alter enum" ? [change.to] : [],
  );
  if (changing.length < 2) return [...changes];
  return changes.flatMap((change) =>
    change.kind === "alter column" && isBetween(change, changing)
      ? split(change)
      : [change],
  );
}

function isBetween(
  { alteration: { from, to } }: ChangeOf<"alter column">,
  types: readonly EnumType[],
): boolean {
  const [before, after] = [parseSqlType(from.type), parseSqlType(to.type)];
  const has = (column: Column): boolean =>
    types.some((type) => hasType(column, type));
  return (
    before.base !== after.base &&
    before.isArray === after.isArray &&
    has(from) &&
    has(to)
  );
}

function split(change: ChangeOf<"alter column">): Change[] {
  const { from, to } = change.alteration;
  const type = parseSqlType(from.type).isArray ? "text[]" : "text";
  const between: Column = { ...from, type, default: undefined };
  return [alter(change, from, between), alter(change, between, to)];
}

function alter(
  change: ChangeOf<"alter column">,
  from: Column,
  to: Column,
): Change {
  const using = castBetween(to.name, from.type, to.type);
  return { ...change, alteration: { from, to, using } };
}
