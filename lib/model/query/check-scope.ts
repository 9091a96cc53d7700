import { DefinitionError } from "../../errors/definition-error";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import type { ModelDefinition } from "../../metadata/definition";
import type { QueryData } from "../../query/query-data";
import { describeValue } from "../../types/describe-value";

/**
 * Looks at a scope before it is asked. A static function of the model that has
 * the name of a verb hides that verb, which the compiler refuses as well.
 * @param verbs what every query has
 * @throws TypeMismatchError when it is no function
 * @throws DefinitionError when it hides a verb
 */
export function checkScope(
  { name, model }: ModelDefinition,
  scope: unknown,
  verbs: object,
): void {
  if (typeof scope !== "function")
    throw new TypeMismatchError(
      `${name}.scopes`,
      "functions of a query",
      describeValue(scope),
    );
  const isStatic =
    scope.name !== "" && Reflect.get(model, scope.name) === scope;
  if (!isStatic || !(scope.name in verbs)) return;
  const at = `${name}.${scope.name}`;
  const message = "is a scope with the name of a verb, which it hides.";
  throw new DefinitionError([
    { at, message, fix: "Give the scope another name." },
  ]);
}

/**
 * What a scope made of the query that it was given. Another query in its place
 * would lose what was asked before, and plain rows the type of the results.
 * @throws InvalidArgumentError when it is neither a query nor made of that one
 */
export function requireNarrowed(
  { definition, madeIn, select }: QueryData,
  narrowed: QueryData | undefined,
): QueryData {
  if (
    narrowed !== undefined &&
    narrowed.madeIn === madeIn &&
    narrowed.select === select
  )
    return narrowed;
  throw new InvalidArgumentError(
    `A scope of ${definition.name} gives something else than the query it is given, narrowed.`,
    { hint: "Write (query) => query.where({ … })." },
  );
}
