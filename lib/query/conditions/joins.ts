import {
  allOf,
  always,
  binary,
  never,
  textOf,
} from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type { Expression, SelectStatement } from "../../ast/expression";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
  PolymorphicDefinition,
  TargetedDefinition,
  VariantDefinition,
} from "../../metadata/definition";
import { innerScope, scopedColumn, sourceOf } from "../scope";
import type { Scope } from "../scope";
import { standingConditions } from "../standing";
import { variantConditions } from "./variants";

/**
 * Whether a record has related records that meet a condition: an EXISTS, so
 * that many matches never repeat the record.
 */
export function existsRelated(
  scope: Scope,
  relation: TargetedDefinition,
  condition: (target: Scope) => Expression,
  negated: boolean,
): Expression {
  return existsRow(selectRelated(scope, relation, condition), negated);
}

/** Whether the record of one of the models that a polymorphic relation leads to meets a condition. */
export function existsVariant(
  scope: Scope,
  { keyColumn }: PolymorphicDefinition,
  { target: definition, reference }: VariantDefinition,
  condition: (target: Scope) => Expression,
): Expression {
  const target = innerScope(scope, definition);
  const where = allOf([
    columnsEqual(target, [reference], scope, [keyColumn]),
    ...standingConditions(target),
    condition(target),
  ]);
  return existsRow({ ...emptySelect, from: sourceOf(target), where }, false);
}

/** Decided at once where no row can meet the condition: what is always true must not pass for a condition. */
function existsRow(query: SelectStatement, negated: boolean): Expression {
  const { where } = query;
  if (where?.kind === "boolean" && !where.value)
    return negated ? always : never;
  return { kind: "exists", query, negated };
}

/** What the rows of a relation fulfil beside a row of the model that has it. */
export function relatedConditions(
  scope: Scope,
  relation: Exclude<TargetedDefinition, ManyToManyDefinition>,
  target: Scope,
): readonly Expression[] {
  const [targetColumns, ownColumns] = linkOf(relation);
  return [
    columnsEqual(target, targetColumns, scope, ownColumns),
    ...(relation.kind === "belongsTo"
      ? []
      : variantConditions(target, relation)),
    ...standingConditions(target),
  ];
}

function selectRelated(
  scope: Scope,
  relation: TargetedDefinition,
  condition: (target: Scope) => Expression,
): SelectStatement {
  if (relation.kind === "manyToMany")
    return selectThrough(scope, relation, condition);
  const target = innerScope(scope, relation.target);
  const where = allOf([
    ...relatedConditions(scope, relation, target),
    condition(target),
  ]);
  return { ...emptySelect, from: sourceOf(target), where };
}

function selectThrough(
  scope: Scope,
  { through, target: definition, near, far }: ManyToManyDefinition,
  condition: (target: Scope) => Expression,
): SelectStatement {
  const link = innerScope(scope, through);
  const target = innerScope(link, definition);
  const on = columnsEqual(target, far.references, link, far.columns);
  const where = allOf([
    columnsEqual(link, near.columns, scope, near.references),
    ...standingConditions(link),
    ...standingConditions(target),
    condition(target),
  ]);
  return {
    ...emptySelect,
    from: sourceOf(link),
    joins: [{ kind: "inner", source: sourceOf(target), on }],
    where,
  };
}

/** The columns of the target and of the relation's own model that hold the same key. */
function linkOf(
  relation: Exclude<TargetedDefinition, ManyToManyDefinition>,
): readonly [readonly ColumnDefinition[], readonly ColumnDefinition[]] {
  if (relation.kind === "belongsTo")
    return [relation.references, relation.columns];
  return [relation.columns, relation.references];
}

/** Column by column, the same key on both sides. */
export function columnsEqual(
  left: Scope,
  leftColumns: readonly ColumnDefinition[],
  right: Scope,
  rightColumns: readonly ColumnDefinition[],
): Expression {
  return allOf(
    leftColumns.map((column, index) => {
      // A definition pairs its columns one to one.
      const other = rightColumns[index] as ColumnDefinition;
      return binary(
        "=",
        comparedWith(other, left, column),
        comparedWith(column, right, other),
      );
    }),
  );
}

/** A polymorphic relation may keep keys of several types, and does so as text. */
function comparedWith(
  other: ColumnDefinition,
  scope: Scope,
  column: ColumnDefinition,
): Expression {
  return other.type.sqlName === "text" && column.type.sqlName !== "text"
    ? textOf(scope.alias, column.name)
    : scopedColumn(scope, column);
}
