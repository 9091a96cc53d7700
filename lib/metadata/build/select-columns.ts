import type { Blueprint } from "../blueprint";
import type { ColumnDefinition, RelationDefinition } from "../definition";
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
  checkReferences(blueprint, context);
  definition.selectedColumns =
    omitted.length === 0
      ? columnList
      : columnList.filter(({ isOmitted }) => !isOmitted);
}

/** A record without the column that a relation refers to would seem to have no related records. */
function checkReferences(blueprint: Blueprint, context: ResolveContext): void {
  for (const relation of Object.values(blueprint.definition.relations)) {
    if (relation.kind !== "belongsTo" || isInherited(relation, blueprint))
      continue;
    for (const { at } of relation.references.filter(isOmitted)) {
      const message = `refers to ${at}, which omitByDefault leaves out of queries.`;
      const fix = `Leave omitByDefault out of ${at}, or refer to another column.`;
      context.report(blueprint, relation.property, message, fix);
    }
  }
}

function isOmitted(column: ColumnDefinition): boolean {
  return column.isOmitted;
}

/** What the model above declares is its mistake. */
function isInherited(
  { property }: RelationDefinition,
  { parent }: Blueprint,
): boolean {
  return parent !== undefined && property in parent.definition.relations;
}
