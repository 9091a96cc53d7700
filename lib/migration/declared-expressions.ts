import type { Change, Constraint } from "../schema/change";
import type { CheckConstraint, Index, Schema, Table } from "../schema/schema";
import { indexTables, tableKey } from "../schema/table";

/**
 * The changes with checks and index expressions as the models have them, not
 * as PostgreSQL prints them: a migration is read by people, and its proof shows
 * that both mean the same.
 */
export function useDeclaredExpressions(
  changes: readonly Change[],
  declared: Schema,
): Change[] {
  const tables = indexTables(declared);
  return changes.map((change) =>
    "table" in change
      ? useDeclared(change, tables.get(tableKey(change.table)))
      : change,
  );
}

function useDeclared(
  change: Extract<Change, { readonly table: unknown }>,
  declared: Table | undefined,
): Change {
  if (change.kind === "create table")
    return { ...change, table: withDeclaredChecks(change.table, declared) };
  if (change.kind === "create index")
    return { ...change, index: withDeclaredKeys(change.index, declared) };
  if (change.kind !== "add constraint") return change;
  const constraint = withDeclaredCheck(change.constraint, declared);
  return { ...change, constraint };
}

function withDeclaredChecks(table: Table, declared: Table | undefined): Table {
  const checks = table.checks.map((check) => declaredCheck(check, declared));
  return { ...table, checks };
}

function withDeclaredCheck(
  constraint: Constraint,
  declared: Table | undefined,
): Constraint {
  return constraint.kind === "check"
    ? declaredCheck(constraint, declared)
    : constraint;
}

function declaredCheck<C extends CheckConstraint>(
  check: C,
  declared: Table | undefined,
): C {
  const source = declared?.checks.find(({ name }) => name === check.name);
  return source === undefined
    ? check
    : { ...check, expression: source.expression };
}

function withDeclaredKeys(index: Index, declared: Table | undefined): Index {
  const source = declared?.indexes.find(({ name }) => name === index.name);
  if (source === undefined) return index;
  return {
    ...index,
    where: source.where,
    keys: index.keys.map((key, position) =>
      key.expression === undefined
        ? key
        : { ...key, expression: source.keys[position]?.expression },
    ),
  };
}
