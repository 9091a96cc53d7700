import { binary, both, nullTest, parameter } from "../ast/build-expression";
import type { Expression } from "../ast/expression";
import { InvalidArgumentError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { writeArrayLiteral } from "../types/array-literal";
import { memoize } from "../util/memoize";
import { defaultScopeCondition, hasDefaultScope } from "./default-scope";
import type { Deleted, QueryData } from "./query-data";
import { rootScope, scopedColumn } from "./scope";
import type { Scope } from "./scope";

/** What a model's rows must fulfil in every query, beside what the query says. */
type Standing = (scope: Scope, deleted: Deleted) => Expression | undefined;

const standings: readonly Standing[] = [notDeleted, ofClass];

/**
 * The condition that stands for a model in whatever statement reads it: at the
 * root, as a relation, and inside a condition on one. Undefined for a model
 * whose rows are all its own and all alive, and that has no default scope.
 * @param unscoped whether its default scope is left out
 */
export function standingCondition(
  scope: Scope,
  deleted: Deleted,
  unscoped = false,
): Expression | undefined {
  const standing = standings.reduce<Expression | undefined>(
    (condition, each) => both(condition, each(scope, deleted)),
    undefined,
  );
  return unscoped ? standing : both(standing, defaultScopeCondition(scope));
}

/** The same as a list, for a sub-select: rows that a query of the model would not give are not there for a condition either. */
export function standingConditions(scope: Scope): readonly Expression[] {
  const condition = standingCondition(scope, "without");
  return condition === undefined ? [] : [condition];
}

/**
 * What a query is to give of deleted rows.
 * @throws InvalidArgumentError when the model deletes its rows for good
 */
export function allowDeleted(
  { definition }: QueryData,
  deleted: Deleted,
): Deleted {
  if (definition.softDelete !== undefined) return deleted;
  throw new InvalidArgumentError(
    `${definition.name} has no deleted rows: it has no @SoftDelete.`,
    {
      hint: `Write @SoftDelete() declare deletedAt: Date | null; in ${definition.name}, or leave ${deleted}Deleted out.`,
    },
  );
}

/** Whether a key that refers to a model may lead to a row that no query of the model gives. */
export const hasStanding = memoize(
  (definition: ModelDefinition) =>
    hasDefaultScope(definition) ||
    standingCondition(rootScope(definition), "without") !== undefined,
);

/** A model that shares the table of another has only the rows of its own class and of those below it. */
function ofClass(scope: Scope): Expression | undefined {
  const { definition } = scope;
  const { inheritance } = definition;
  if (inheritance === undefined || inheritance.root === definition)
    return undefined;
  const left = scopedColumn(scope, inheritance.column);
  const [first, ...others] = inheritance.aliases;
  if (first !== undefined && others.length === 0)
    return binary("=", left, parameter(first));
  const array = listed(inheritance.aliases);
  return { kind: "membership", left, array, negated: false };
}

const listed = memoize((aliases: readonly string[]) =>
  Object.freeze(parameter(writeArrayLiteral(aliases))),
);

function notDeleted(scope: Scope, deleted: Deleted): Expression | undefined {
  const column = scope.definition.softDelete;
  if (column === undefined || deleted === "with") return undefined;
  return nullTest(scopedColumn(scope, column), deleted === "only");
}
