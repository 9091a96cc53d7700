import { suggest } from "../../util/suggest";
import type { Blueprint } from "../blueprint";
import type { ColumnDefinition } from "../definition";
import type { PropertyDraft } from "../draft";
import { isOwnRelation } from "../own-relation";
import type { ResolveContext } from "../resolve-context";

/**
 * The columns that a property stands for in an index or constraint: itself, or
 * the key of a belongs-to. Undefined when there are none, which is reported.
 */
export function columnsOf(
  property: string,
  declaredBy: string,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly ColumnDefinition[] | undefined {
  const column = blueprint.definition.columns[property];
  if (column !== undefined) return [column];
  const relation = blueprint.definition.relations[property];
  if (isOwnRelation(relation)) return relation.columns;
  const draft = blueprint.properties.get(property);
  if (draft === undefined)
    reportUnknown(property, declaredBy, blueprint, context);
  else if (!holdsColumns(draft)) {
    const message = `${declaredBy} names ${property}, whose key lies in another table.`;
    context.report(
      blueprint,
      undefined,
      message,
      "Name a column, or a @Relate of this class.",
    );
  }
  return undefined;
}

/** Whether a property has columns in the model's own table; when they are not there, that was reported. */
function holdsColumns({ kind }: PropertyDraft): boolean {
  return kind === "column" || kind === "belongsTo" || kind === "polymorphic";
}

function reportUnknown(
  property: string,
  declaredBy: string,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const near = suggest(property, blueprint.properties.keys());
  const message = `${declaredBy} names ${JSON.stringify(property)}, which is no column or relation.`;
  const fix =
    near === undefined
      ? "Name a property with @Column or @Relate."
      : `Write '${near}'.`;
  context.report(blueprint, undefined, message, fix);
}
