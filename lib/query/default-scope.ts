import type { Expression } from "../ast/expression";
import { DefinitionError } from "../errors/definition-error";
import type { ModelDefinition } from "../metadata/definition";
import { describeValue } from "../types/describe-value";
import { memoize } from "../util/memoize";
import { isPlainObject } from "./conditions/values";
import { compileDeclared, isVarying } from "./conditions/compile-declared";
import { rootScope } from "./scope";
import type { Scope } from "./scope";

/** What a class says under `static defaultScope`; false where it says nothing. */
type Declared = Readonly<Record<string, unknown>> | (() => unknown) | false;

/** The condition of a model's default scope; undefined for a model without one. */
export function defaultScopeCondition(scope: Scope): Expression | undefined {
  const { definition } = scope;
  if (!hasDefaultScope(definition)) return undefined;
  // Only the scope of a statement's own model is one and the same for all of them.
  return scope !== rootScope(definition) || hasVaryingScope(definition)
    ? compileScope(scope)
    : keptCondition(definition);
}

/** Whether a model has a default scope. */
export function hasDefaultScope(definition: ModelDefinition): boolean {
  return declaredScope(definition) !== false;
}

/**
 * Whether the default scope of a model is another for each statement, so that
 * no statement can be kept: it is a function, or asks for a model whose own is.
 */
export const hasVaryingScope = memoize((definition: ModelDefinition) => {
  if (typeof declaredScope(definition) === "function") return true;
  if (!hasDefaultScope(definition)) return false;
  return isVarying(() => {
    compileScope(rootScope(definition));
  });
});

const keptCondition = memoize((definition: ModelDefinition) =>
  Object.freeze(compileScope(rootScope(definition))),
);

/** Inherited statics count: a subclass has the default scope of its parent unless it declares its own. */
const declaredScope = memoize((definition: ModelDefinition): Declared => {
  const declared: unknown = Reflect.get(definition.model, "defaultScope");
  if (declared === undefined) return false;
  if (typeof declared === "function") return declared as () => unknown;
  if (isPlainObject(declared)) return declared;
  throw wrong(
    definition,
    `is ${describeValue(declared)}.`,
    "Write a where object, or a function that gives one.",
  );
});

function compileScope(scope: Scope): Expression {
  const { definition } = scope;
  return compileDeclared(scope, {
    source: definition,
    where: declaredScope(definition),
    at: `${definition.name}.defaultScope`,
    leadsBack: () =>
      wrong(
        definition,
        "leads back to itself by its relations.",
        "Leave the relation out, or compare its key.",
      ),
  });
}

function wrong(
  { name }: ModelDefinition,
  message: string,
  fix: string,
): DefinitionError {
  return new DefinitionError([{ at: `${name}.defaultScope`, message, fix }]);
}
