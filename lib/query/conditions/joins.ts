import { always, both, never } from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type { Expression, SelectStatement } from "../../ast/expression";
import type {
  PolymorphicDefinition,
  TargetedDefinition,
  VariantDefinition,
} from "../../metadata/definition";
import { relatedRows, variantRows } from "../related/related-rows";
import { isOwnedBy, ownerColumns } from "../related/related-tables";
import { rowsFromOwner } from "../related/rows-within";
import type { RelatedRows } from "../related/related-tables";
import type { Scope } from "../scope";
import { standingCondition } from "../standing";
import { innerNames } from "../related/table-names";

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
  const rows = relatedRows(relation, innerNames(scope));
  const isOwn = isOwnedBy(rows, scope, ownerColumns(relation));
  const wanted = condition(rows.target);
  // There is a first row where there is any; which one it is matters to a condition alone.
  const isAny = wanted.kind === "boolean" && wanted.value;
  const first = isAny ? undefined : rows.first;
  // Nor does it matter how often a row is there.
  const asked = { ...rows, repeats: "never", first } as const;
  return existsRow(selectRows(asked, isOwn, wanted), negated);
}

/** Whether the record of one of the models that a polymorphic relation leads to meets a condition. */
export function existsVariant(
  scope: Scope,
  { keyColumn }: PolymorphicDefinition,
  variant: VariantDefinition,
  condition: (target: Scope) => Expression,
): Expression {
  const rows = variantRows(variant, innerNames(scope));
  const isOwn = isOwnedBy(rows, scope, [keyColumn]);
  return existsRow(selectRows(rows, isOwn, condition(rows.target)), false);
}

/** Decided at once where no row can meet the condition: what is always true must not pass for a condition. */
function existsRow(query: SelectStatement, negated: boolean): Expression {
  const { where } = query;
  if (where?.kind === "boolean" && !where.value)
    return negated ? always : never;
  return { kind: "exists", query, negated };
}

/** What is computed of the rows of a relation of a row of a scope: a sub-select of one value. */
export function computeRelated(
  scope: Scope,
  relation: TargetedDefinition,
  condition: (target: Scope) => Expression,
  compute: (target: Scope) => Expression,
): Expression {
  const rows = relatedRows(relation, innerNames(scope));
  const isOwn = isOwnedBy(rows, scope, ownerColumns(relation));
  const items = [{ expression: compute(rows.target), name: undefined }];
  const wanted = condition(rows.target);
  const query = { ...selectRows(rows, isOwn, wanted), items };
  return { kind: "subquery", query };
}

/** The rows of an owner that meet a condition, in a sub-select without items. */
function selectRows(
  rows: RelatedRows,
  isOwn: Expression,
  wanted: Expression,
): SelectStatement {
  const { from, joins, where, standing } = rowsFromOwner(
    rows,
    isOwn,
    standingCondition(rows.target, "without"),
  );
  return {
    ...emptySelect,
    from,
    joins,
    where: both(both(where, standing), wanted),
  };
}
