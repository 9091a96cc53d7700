import type { Blueprint } from "../blueprint";
import type { ResolveContext } from "../resolve-context";

/** Finds the columns that a query reads unless it says which; the very list of all where none is left out. */
export function selectColumns(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { definition } = blueprint;
  const { columnList } = definition;
  const omitted = columnList.filter(({ isOmitted }) => isOmitted);
  for (const { relation, property } of omitted) {
    if (relation === undefined) continue;
    const message = `is the key of ${blueprint.at(relation)}, which every query reads.`;
    context.report(blueprint, property, message, "Leave omitByDefault out.");
  }
  definition.selectedColumns =
    omitted.length === 0
      ? columnList
      : columnList.filter(({ isOmitted }) => !isOmitted);
}
