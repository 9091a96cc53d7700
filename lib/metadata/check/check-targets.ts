import type { ModelDefinition, RelationDefinition } from "../definition";
import type { Problems } from "../problems";
import { isKindOf } from "../family";
import { targetsOf } from "../referred-by";

/** Looks for relations that lead out of a registry: its schema would lack the table they refer to. */
export function checkTargets(
  definitions: readonly ModelDefinition[],
  problems: Problems,
): void {
  const known = new Set(definitions);
  for (const definition of definitions) {
    const { name } = definition;
    for (const relation of Object.values(definition.relations)) {
      for (const target of targetsOf(relation)) {
        if (known.has(target)) continue;
        if (isInherited(relation, definition, definitions)) continue;
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

/** Whether a class above, which has the same table, has the relation already and is told of it. */
function isInherited(
  relation: RelationDefinition,
  definition: ModelDefinition,
  definitions: readonly ModelDefinition[],
): boolean {
  return definitions.some(
    (above) =>
      above !== definition &&
      isKindOf(definition, above) &&
      above.relations[relation.property] === relation,
  );
}
