import { allOf, nullTest } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import type {
  BelongsToDefinition,
  ColumnDefinition,
} from "../../metadata/definition";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";
import { hasStanding } from "../standing";
import { columnCondition } from "./column-condition";
import type { Operand } from "./operand";
import { namesIn, requireDefined } from "./values";

/**
 * Conditions that are about nothing but the referenced key, `{ author: { id: 5 } }`,
 * asked of the foreign key itself; undefined when they are about more.
 */
export function referencedKeyCondition(
  scope: Scope,
  {
    columns,
    references,
    target,
  }: Pick<BelongsToDefinition, "columns" | "references" | "target">,
  where: Readonly<Record<string, unknown>>,
  at: string,
): Expression | undefined {
  // The key may lead to a row that does not count.
  if (hasStanding(target)) return undefined;
  const conditions: Expression[] = [];
  const maybeNull = new Set(columns.filter(({ nullable }) => nullable));
  for (const name of namesIn(where, at)) {
    const index = references.findIndex(({ property }) => property === name);
    const own = columns[index];
    const referenced = references[index];
    if (own === undefined || referenced === undefined) return undefined;
    const path = `${at}.${name}`;
    const condition = columnCondition(
      seenAs(scope, own, referenced),
      requireDefined(where[name], path),
      path,
    );
    conditions.push(condition);
    if (rejectsNull(condition)) maybeNull.delete(own);
  }
  const tests = [...maybeNull].map((column) =>
    nullTest(scopedColumn(scope, column), true),
  );
  return allOf([...conditions, ...tests]);
}

/** The foreign key seen as the referenced column, which has a row and so is not NULL. */
function seenAs(
  scope: Scope,
  own: ColumnDefinition,
  { type, at }: ColumnDefinition,
): Operand {
  return { expression: scopedColumn(scope, own), type, nullable: false, at };
}

/** Whether a condition is never true of NULL. */
function rejectsNull(condition: Expression): boolean {
  if (condition.kind === "binary") return !condition.operator.startsWith("is");
  return condition.kind === "membership" || condition.kind === "between";
}
