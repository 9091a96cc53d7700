import type { Expression } from "../ast/expression";
import { DefinitionError } from "../errors/definition-error";
import type { ModelDefinition } from "../metadata/definition";
import { describeValue } from "../types/describe-value";
import { memoize } from "../util/memoize";
import { isPlainObject } from "./conditions/values";
import { rootScope } from "./scope";
import type { CompileWhere, Scope } from "./scope";

/** What a class says under `static defaultScope`; false where it says nothing. */
type Declared = Readonly<Record<string, unknown>> | (() => unknown) | false;

let compile: CompileWhere;

/**
 * Told by the compiler of where objects when it is loaded. It cannot be imported
 * here: its conditions on relations need the default scopes of their targets,
 * and these are where objects again.
 */
export function compileDefaultScopesBy(compiler: CompileWhere): void {
  compile = compiler;
}

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

/** How many default scopes that are functions were called so far. */
let calls = 0;

/**
 * Whether the default scope of a model is another for each statement, so that
 * no statement can be kept: it is a function, or asks for a model whose own is.
 */
export const hasVaryingScope = memoize((definition: ModelDefinition) => {
  if (typeof declaredScope(definition) === "function") return true;
  if (!hasDefaultScope(definition)) return false;
  const before = calls;
  compileScope(rootScope(definition));
  return calls > before;
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

/** The models whose default scopes are being compiled: one that is met again would never end. */
const underWay = new Set<ModelDefinition>();

function compileScope(scope: Scope): Expression {
  const { definition } = scope;
  if (underWay.has(definition))
    throw wrong(
      definition,
      "leads back to itself by its relations.",
      "Leave the relation out, or compare its key.",
    );
  underWay.add(definition);
  try {
    const where = readScope(definition);
    return compile(scope, where, `${definition.name}.defaultScope`);
  } finally {
    underWay.delete(definition);
  }
}

function readScope(definition: ModelDefinition): unknown {
  const declared = declaredScope(definition);
  if (typeof declared !== "function") return declared;
  calls += 1;
  return Reflect.apply(declared, definition.model, []);
}

function wrong(
  { name }: ModelDefinition,
  message: string,
  fix: string,
): DefinitionError {
  return new DefinitionError([{ at: `${name}.defaultScope`, message, fix }]);
}
