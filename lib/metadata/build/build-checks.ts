import { quoteName } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type { CheckDefinition, ColumnDefinition } from "../definition";
import type { SqlText } from "../draft";
import { inlineSql } from "../fragment";
import { checkName, columnName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { enumCheck } from "./build-enum";
import { ofSubtype } from "./only-for";

/** The checks of a table: of its columns, of its polymorphic relations, and those of @Check. */
export function buildChecks(
  blueprint: Blueprint,
  context: ResolveContext,
): CheckDefinition[] {
  const { table } = blueprint.definition;
  const checks: CheckDefinition[] = [];
  const add = (
    subject: string,
    sql: SqlText,
    property: string | undefined,
  ): void => {
    const condition = inlineCheck(sql, property, blueprint, context);
    if (condition === undefined) return;
    const name = freeName(checkName(table, subject), checks);
    // What a column asks of its own value holds where there is none.
    const expression =
      property === undefined ? ofSubtype(condition, blueprint) : condition;
    checks.push({ name, expression });
  };
  for (const column of blueprint.ownColumns) {
    const draft = blueprint.findColumn(column.property);
    const listed =
      column.enumValues === undefined ? undefined : enumCheck(column);
    if (listed !== undefined) add(column.name, listed, column.property);
    if (draft?.check !== undefined)
      add(column.name, draft.check, column.property);
  }
  for (const { property, isRequired, columns } of blueprint.ownPolymorphics) {
    if (!isRequired) add(columnName(property), bothOrNone(columns), property);
  }
  for (const draft of blueprint.chain.flatMap((each) => each.checks)) {
    checkGivenName(draft.name, "check", undefined, blueprint, context);
    add(draft.name, draft.expression, undefined);
  }
  return checks;
}

/** A type without a key leads nowhere, and a key without a type anywhere. */
function bothOrNone(columns: readonly ColumnDefinition[]): string {
  return columns.map(({ name }) => `(${quoteName(name)} is null)`).join(" = ");
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
