import { quoteName } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type {
  CheckDefinition,
  ColumnDefinition,
  PolymorphicDefinition,
  UniqueDefinition,
} from "../definition";
import type { SqlText, UniqueDraft } from "../draft";
import { inlineSql } from "../fragment";
import {
  checkName,
  columnName,
  prefixed,
  primaryKeyName,
  uniqueName,
} from "../naming";
import type { ResolveContext } from "../resolve-context";
import { isUniqueAlive } from "./build-alive-indexes";
import { buildExclusions } from "./build-exclusions";
import { enumCheck } from "./build-enum";
import { columnsOf } from "./columns-of";
import { ofSubtype } from "./only-for";

/** Builds the primary key's name, unique constraints and checks. */
export function buildConstraints(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { definition } = blueprint;
  definition.primaryKeyName = primaryKeyName(definition.table);
  const uniques = buildUniques(blueprint, context);
  const isAlive = (unique: UniqueDefinition): boolean =>
    isUniqueAlive(unique, blueprint, context);
  definition.uniques = uniques.filter((unique) => !isAlive(unique));
  blueprint.aliveUniques = uniques.filter(isAlive);
  definition.checks = buildChecks(blueprint, context);
  definition.exclusions = buildExclusions(blueprint, context);
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
      name:
        draft?.name === undefined
          ? uniqueName(definition.table, names)
          : prefixed(draft.name),
      columns,
      nullsNotDistinct: draft?.nullsNotDistinct ?? false,
      deferrable: draft?.deferrable ?? "no",
    });
  };
  // What a class says itself goes first, so that its names and options are the ones kept.
  for (const draft of blueprint.chain.flatMap(({ uniques }) => uniques)) {
    const columns = findColumns(draft, blueprint, context);
    if (columns !== undefined) add(columns, draft);
    if (draft.nullsNotDistinct && blueprint.parent !== undefined)
      reportNulls(blueprint, context);
  }
  for (const column of blueprint.ownColumns) {
    if (blueprint.findColumn(column.property)?.unique === true) add([column]);
  }
  for (const columns of singleKeys(blueprint)) add(columns);
  return uniques;
}

/** The keys of relations that only one record may have: @HasOne on the other side says so, and a delegated type. */
function singleKeys(blueprint: Blueprint): (readonly ColumnDefinition[])[] {
  const claimed = [...blueprint.claims]
    .filter(([, { kind }]) => kind === "hasOne")
    .map(([property]) => blueprint.findBelongsTo(property)?.columns ?? []);
  const delegated = polymorphicOf(blueprint)
    .filter(({ isDelegated }) => isDelegated)
    .map(({ columns }) => columns);
  return [...claimed, ...delegated];
}

function reportNulls(blueprint: Blueprint, context: ResolveContext): void {
  const message =
    "has a @Unique with nullsNotDistinct, and the rows of other classes in its table are all NULL there.";
  const fix = "Leave nullsNotDistinct out.";
  context.report(blueprint, undefined, message, fix);
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
  for (const { property, isRequired, columns } of polymorphicOf(blueprint)) {
    if (!isRequired) add(columnName(property), bothOrNone(columns), property);
  }
  for (const draft of blueprint.chain.flatMap((each) => each.checks)) {
    checkGivenName(draft.name, "check", undefined, blueprint, context);
    add(draft.name, draft.expression, undefined);
  }
  return checks;
}

function polymorphicOf({ ownRelations }: Blueprint): PolymorphicDefinition[] {
  return ownRelations.filter((relation) => relation.kind === "polymorphic");
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
