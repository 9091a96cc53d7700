import { isComputedAlike } from "./column";
import { mentionsAny } from "./expression-text";
import type { Column, Table } from "./schema";

/**
 * The columns that PostgreSQL can only drop and add: it turns no other column
 * into a generated one, and changes no type that a generated column reads.
 * Nothing is lost with a generated column, since its values are computed again.
 *
 * @param stale generated columns of `from` that hold or read a type that is made anew
 */
export function findRemadeColumns(
  from: Table,
  to: Table,
  stale: ReadonlySet<object>,
): ReadonlySet<string> {
  const before = new Map(from.columns.map((column) => [column.name, column]));
  const pairs = to.columns.flatMap((column) => {
    const existing = before.get(column.name);
    return existing === undefined ? [] : [{ from: existing, to: column }];
  });
  const retyped = new Set(
    pairs
      .filter((pair) => pair.from.type !== pair.to.type)
      .map((pair) => pair.to.name),
  );
  return new Set(
    pairs
      .filter(
        (pair) => stale.has(pair.from) || isRemade(pair.from, pair.to, retyped),
      )
      .map((pair) => pair.to.name),
  );
}

/** The columns that are computed no more and become plain ones. */
export function findFreedColumns(from: Table, to: Table): string[] {
  const computed = new Set(
    from.columns
      .filter(({ generated }) => generated !== undefined)
      .map(({ name }) => name),
  );
  return to.columns
    .filter(
      ({ name, generated }) => generated === undefined && computed.has(name),
    )
    .map(({ name }) => name);
}

function isRemade(
  from: Column,
  to: Column,
  retyped: ReadonlySet<string>,
): boolean {
  if (to.generated === undefined) return from.generated?.virtual === true;
  return (
    !isComputedAlike(from, to) ||
    from.type !== to.type ||
    mentionsAny(to.generated.expression, retyped)
  );
}
