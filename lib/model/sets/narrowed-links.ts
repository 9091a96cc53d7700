import type { Expression } from "../../ast/expression";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
} from "../../metadata/definition";
import { selectStatement } from "../../query/execute";
import { relatedQuery } from "../../query/related/related-query";
import { rootScope, scopedColumn } from "../../query/scope";
import type { Scope } from "../../query/scope";

/**
 * Links to the records that a relation with a declared condition leads to: the
 * others of the same owner are none of its business.
 */
export function narrowedLinks(
  owner: object,
  relation: ManyToManyDefinition,
): readonly Expression[] {
  if (relation.narrowing.conditions.length === 0) return [];
  const { through, far, target } = relation;
  const key = asOne(rootScope(target), far.references);
  const query = selectStatement(
    { ...relatedQuery(owner, relation), orderBy: [] },
    [{ expression: key, name: undefined }],
  );
  return [
    {
      kind: "membership",
      left: asOne(rootScope(through), far.columns),
      array: { kind: "array-query", query },
      negated: false,
    },
  ];
}

/** Several columns as one value. */
function asOne(scope: Scope, columns: readonly ColumnDefinition[]): Expression {
  const operands = columns.map((column) => scopedColumn(scope, column));
  const [only] = operands;
  return operands.length === 1 && only !== undefined
    ? only
    : { kind: "row", operands };
}
