import type { Expression, SelectStatement } from "../../ast/expression";
import type {
  ColumnDefinition,
  HasDefinition,
  ManyToManyDefinition,
  RelationDefinition,
} from "../../metadata/definition";
import { allOf, binary } from "../expressions";
import { innerScope, scopedColumn, sourceOf } from "../scope";
import type { Scope } from "../scope";
import { emptySelect } from "../statement";

/**
 * Whether a record has related records that meet a condition: an EXISTS, so
 * that many matches never repeat the record.
 */
export function existsRelated(
  scope: Scope,
  relation: RelationDefinition,
  condition: (target: Scope) => Expression,
  negated: boolean,
): Expression {
  return {
    kind: "exists",
    query: selectRelated(scope, relation, condition),
    negated,
  };
}

function selectRelated(
  scope: Scope,
  relation: RelationDefinition,
  condition: (target: Scope) => Expression,
): SelectStatement {
  if (relation.kind === "manyToMany")
    return selectThrough(scope, relation, condition);
  const target = innerScope(scope, relation.target);
  const [targetColumns, ownColumns] = linkOf(relation);
  const where = allOf([
    columnsEqual(target, targetColumns, scope, ownColumns),
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
  relation: Exclude<RelationDefinition, ManyToManyDefinition>,
): readonly [readonly ColumnDefinition[], readonly ColumnDefinition[]] {
  if (relation.kind === "belongsTo")
    return [relation.references, relation.columns];
  const { inverse }: HasDefinition = relation;
  return [inverse.columns, inverse.references];
}

/** Column by column, the same key on both sides. */
export function columnsEqual(
  left: Scope,
  leftColumns: readonly ColumnDefinition[],
  right: Scope,
  rightColumns: readonly ColumnDefinition[],
): Expression {
  return allOf(
    leftColumns.map((column, index) =>
      // A definition pairs its columns one to one.
      binary(
        "=",
        scopedColumn(left, column),
        scopedColumn(right, rightColumns[index] as ColumnDefinition),
      ),
    ),
  );
}
