import type { ModelDefinition, RelationDefinition } from "./definition";

/** The models that a model's relations lead to. */
export function referredBy({
  relations,
}: ModelDefinition): readonly ModelDefinition[] {
  return Object.values(relations).flatMap(targetsOf);
}

/** The models that a relation leads to. */
export function targetsOf(
  relation: RelationDefinition,
): readonly ModelDefinition[] {
  if (relation.kind === "polymorphic")
    return relation.variants.map(({ target }) => target);
  return relation.kind === "manyToMany"
    ? [relation.target, relation.through]
    : [relation.target];
}
