import { quoteName, quoteText } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type {
  CheckDefinition,
  ColumnDefinition,
  UniqueDefinition,
} from "../definition";
import type { SqlText, UniqueDraft } from "../draft";
import { inlineSql } from "../fragment";
import { checkName, primaryKeyName, uniqueName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { columnsOf } from "./columns-of";

/** Builds the primary key's name, unique constraints and checks. */
export function buildConstraints(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { definition } = blueprint;
  definition.primaryKeyName = primaryKeyName(definition.table);
  definition.uniques = buildUniques(blueprint, context);
  definition.checks = buildChecks(blueprint, context);
}

function buildUniques(
  blueprint: Blueprint,
  context: ResolveContext,
): UniqueDefinition[] {
  const { definition } = blueprint;
  const uniques: UniqueDefinition[] = [];
  const add = (
    columns: readonly ColumnDefinition[],
    draft?: UniqueDraft,
  ): void => {
    const covered = [
      definition.primaryKey,
      ...uniques.map((unique) => unique.columns),
    ];
    if (
      columns.length === 0 ||
      covered.some((other) => isSameSet(other, columns))
    )
      return;
    const names = columns.map(({ name }) => name);
    uniques.push({
      name: draft?.name ?? uniqueName(definition.table, names),
      columns,
      nullsNotDistinct: draft?.nullsNotDistinct ?? false,
    });
  };
  // What a class says itself goes first, so that its names and options are the ones kept.
  for (const draft of blueprint.chain.flatMap(({ uniques }) => uniques)) {
    const columns = findColumns(draft, blueprint, context);
    if (columns !== undefined) add(columns, draft);
  }
  for (const column of definition.columnList) {
    if (blueprint.findColumn(column.property)?.unique === true) add([column]);
  }
  for (const [property, { kind }] of blueprint.claims) {
    if (kind === "hasOne")
      add(blueprint.findBelongsTo(property)?.columns ?? []);
  }
  return uniques;
}

function findColumns(
  draft: UniqueDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly ColumnDefinition[] | undefined {
  checkGivenName(
    draft.name,
    "unique constraint",
    undefined,
    blueprint,
    context,
  );
  const [first, ...rest] = draft.properties;
  if (first === undefined) {
    const fix = "Write @Unique(['tenant', 'slug']).";
    context.report(blueprint, undefined, "@Unique names no properties.", fix);
    return undefined;
  }
  const columns = draft.properties.map((name) =>
    columnsOf(name, "@Unique", blueprint, context),
  );
  if (columns.some((found) => found === undefined)) return undefined;
  if (rest.length > 0) return columns.flatMap((found) => found ?? []);
  const isColumn = blueprint.findColumn(first) !== undefined;
  const fix = isColumn
    ? `Write @Column({ unique: true }) at ${first}.`
    : `Write @HasOne on the other side of ${first}.`;
  context.report(
    blueprint,
    undefined,
    `@Unique names one property, ${first}.`,
    fix,
  );
  return undefined;
}

function isSameSet(
  left: readonly ColumnDefinition[],
  right: readonly ColumnDefinition[],
): boolean {
  return (
    left.length === right.length &&
    left.every((column) => right.includes(column))
  );
}

function buildChecks(
  blueprint: Blueprint,
  context: ResolveContext,
): CheckDefinition[] {
  const { columnList, table } = blueprint.definition;
  const checks: CheckDefinition[] = [];
  const add = (
    subject: string,
    sql: SqlText,
    property: string | undefined,
  ): void => {
    const expression = inlineCheck(sql, property, blueprint, context);
    if (expression === undefined) return;
    checks.push({
      name: freeName(checkName(table, subject), checks),
      expression,
    });
  };
  for (const column of columnList) {
    const draft = blueprint.findColumn(column.property);
    if (column.enumValues !== undefined)
      add(column.name, enumCheck(column), column.property);
    if (draft?.check !== undefined)
      add(column.name, draft.check, column.property);
  }
  for (const draft of blueprint.chain.flatMap((each) => each.checks)) {
    checkGivenName(draft.name, "check", undefined, blueprint, context);
    add(draft.name, draft.expression, undefined);
  }
  return checks;
}

function enumCheck({ name, enumValues }: ColumnDefinition): string {
  const values = (enumValues ?? []).map(quoteText).join(", ");
  return `${quoteName(name)} in (${values})`;
}

function inlineCheck(
  sql: SqlText,
  property: string | undefined,
  blueprint: Blueprint,
  context: ResolveContext,
): string | undefined {
  const expression = inlineSql(sql);
  if (expression !== undefined && expression.trim() !== "") return expression;
  const message = "has a check that is no SQL condition.";
  const fix =
    "Write it as text, 'price > 0', or with sql`…` holding values and names only.";
  context.report(blueprint, property, message, fix);
  return undefined;
}

/** A second check of one column is numbered, as PostgreSQL does it. */
function freeName(name: string, checks: readonly CheckDefinition[]): string {
  const isTaken = (candidate: string): boolean =>
    checks.some((check) => check.name === candidate);
  if (!isTaken(name)) return name;
  let number = 1;
  while (isTaken(`${name}${number}`)) number++;
  return `${name}${number}`;
}
