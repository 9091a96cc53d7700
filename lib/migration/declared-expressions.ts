import type { Change, Constraint } from "../schema/change";
import type {
  CheckConstraint,
  Column,
  ExclusionConstraint,
  Index,
  IndexKey,
  Schema,
  Table,
} from "../schema/schema";
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
    return { ...change, table: withDeclaredParts(change.table, declared) };
  if (change.kind === "add column")
    return { ...change, column: withDeclaredValue(change.column, declared) };
  if (change.kind === "create index")
    return { ...change, index: withDeclaredKeys(change.index, declared) };
  if (change.kind !== "add constraint") return change;
  const constraint = withDeclaredCheck(change.constraint, declared);
  return { ...change, constraint };
}

function withDeclaredParts(table: Table, declared: Table | undefined): Table {
  const columns = table.columns.map((column) =>
    withDeclaredValue(column, declared),
  );
  const checks = table.checks.map((check) => declaredCheck(check, declared));
  const exclusions = table.exclusions.map((exclusion) =>
    declaredExclusion(exclusion, declared),
  );
  return { ...table, columns, checks, exclusions };
}

function withDeclaredValue(
  column: Column,
  declared: Table | undefined,
): Column {
  const source = declared?.columns.find(({ name }) => name === column.name);
  return column.generated === undefined || source?.generated === undefined
    ? column
    : { ...column, generated: source.generated };
}

function declaredExclusion<E extends ExclusionConstraint>(
  exclusion: E,
  declared: Table | undefined,
): E {
  const source = declared?.exclusions.find(
    ({ name }) => name === exclusion.name,
  );
  if (source === undefined) return exclusion;
  return {
    ...exclusion,
    where: source.where,
    elements: withDeclaredTexts(exclusion.elements, source.elements),
  };
}

function withDeclaredCheck(
  constraint: Constraint,
  declared: Table | undefined,
): Constraint {
  if (constraint.kind === "exclusion")
    return declaredExclusion(constraint, declared);
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
    keys: withDeclaredTexts(index.keys, source.keys),
  };
}

function withDeclaredTexts<Key extends IndexKey>(
  keys: readonly Key[],
  sources: readonly IndexKey[],
): Key[] {
  return keys.map((key, position) =>
    key.expression === undefined
      ? key
      : { ...key, expression: sources[position]?.expression },
  );
}
