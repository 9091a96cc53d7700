import type { Expression } from "../../ast/expression";
import { ArxError } from "../../errors/arx-error";
import { DefinitionError } from "../../errors/definition-error";
import type { DeclaredCondition } from "../../metadata/definition";
import { compileDeclared, isVarying } from "../conditions/compile-declared";
import { rootScope } from "../scope";
import type { Scope } from "../scope";

/** What relations declare of their records, as conditions on the rows of a scope. */
export function declaredConditions(
  scope: Scope,
  conditions: readonly DeclaredCondition[],
): readonly Expression[] {
  // Only the scope of a statement's own model is one and the same for all of them.
  const isRoot = scope === rootScope(scope.definition);
  return conditions.map((condition) =>
    isRoot
      ? (keptCondition(scope, condition) ?? compileCondition(scope, condition))
      : compileCondition(scope, condition),
  );
}

/** Conditions on a model's own table, made once; false where a function gives them anew for each statement. */
const kept = new WeakMap<DeclaredCondition, Expression | false>();

function keptCondition(
  scope: Scope,
  condition: DeclaredCondition,
): Expression | undefined {
  let found = kept.get(condition);
  if (found === undefined) {
    let compiled: Expression | undefined;
    const varies = isVarying(() => {
      compiled = compileCondition(scope, condition);
    });
    found = varies || compiled === undefined ? false : Object.freeze(compiled);
    kept.set(condition, found);
  }
  return found === false ? undefined : found;
}

function compileCondition(
  scope: Scope,
  condition: DeclaredCondition,
): Expression {
  const { at, where } = condition;
  const leadsBack = (): DefinitionError =>
    wrong(
      at,
      "has a where that leads back to itself by its relations.",
      "Leave the relation out of it, or compare its key.",
    );
  try {
    return compileDeclared(scope, {
      source: condition,
      where,
      at: `${at}.where`,
      leadsBack,
    });
  } catch (error) {
    throw asMistake(error, at, "where");
  }
}

/** What a declaration is refused for is a mistake of the relation that declares it. */
export function asMistake(
  error: unknown,
  at: string,
  option: string,
  fix?: string,
): unknown {
  if (!(error instanceof ArxError) || error instanceof DefinitionError)
    return error;
  return wrong(
    at,
    `has a wrong ${option}: ${error.message}`,
    fix ?? error.hint ?? `Correct the ${option}.`,
  );
}

function wrong(at: string, message: string, fix: string): DefinitionError {
  return new DefinitionError([{ at, message, fix }]);
}
