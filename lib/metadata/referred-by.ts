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
  switch (relation.kind) {
    case "polymorphic":
      return relation.variants.map(({ target }) => target);
    case "belongsTo":
    case "hasMany":
    case "hasOne":
    case "ancestors":
    case "descendants":
      return [relation.target];
    case "manyToMany":
      return [relation.target, relation.through];
    case "through":
      return relation.steps.flatMap((step) => targetsOf(step.relation));
  }
}
