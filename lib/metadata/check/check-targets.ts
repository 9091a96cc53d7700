import type { ModelDefinition, RelationDefinition } from "../definition";
import type { Problems } from "../problems";

/** Looks for relations that lead out of a registry: its schema would lack the table they refer to. */
export function checkTargets(
  definitions: readonly ModelDefinition[],
  problems: Problems,
): void {
  const known = new Set(definitions);
  for (const { name, relations } of definitions) {
    for (const relation of Object.values(relations)) {
      for (const target of modelsOf(relation)) {
        if (known.has(target)) continue;
        const message = `refers to ${target.name}, which is not in this registry.`;
        problems.add(
          name,
          relation.property,
          message,
          `Add ${target.name} to the list.`,
        );
      }
    }
  }
}

function modelsOf(relation: RelationDefinition): readonly ModelDefinition[] {
  if (relation.kind === "polymorphic")
    return relation.variants.map(({ target }) => target);
  return relation.kind === "manyToMany"
    ? [relation.target, relation.through]
    : [relation.target];
}
