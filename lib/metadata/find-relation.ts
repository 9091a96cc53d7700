import { UnknownColumnError } from "../errors/query-error";
import { suggest } from "../util/suggest";
import type { ModelDefinition, RelationDefinition } from "./definition";

/**
 * A relation by the name of its property, which a program gave.
 * @throws UnknownColumnError when there is none, columns included
 */
export function findRelation(
  { name, relations }: ModelDefinition,
  property: string,
): RelationDefinition {
  const relation = Object.hasOwn(relations, property)
    ? relations[property]
    : undefined;
  if (relation !== undefined) return relation;
  const near = suggest(property, Object.keys(relations));
  throw new UnknownColumnError(name, property, near, "relation");
}
