import type { Blueprint } from "../blueprint";
import type { BelongsToDefinition, TreeDefinition } from "../definition";
import type { TreeDraft } from "../draft";
import { isKindOf } from "../family";
import type { ResolveContext } from "../resolve-context";
import { readProperty } from "./read-property";

/** Builds the relations to everything above a record and to everything below it. */
export function buildTrees(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const draft of blueprint.ownProperties) {
    if (draft.kind !== "ancestors" && draft.kind !== "descendants") continue;
    const target = context.follow(blueprint, draft.property, draft.target);
    if (target === undefined) continue;
    const link = findLink(draft, target, blueprint, context);
    if (link === undefined) continue;
    const relation: TreeDefinition = {
      kind: draft.kind,
      property: draft.property,
      at: blueprint.at(draft.property),
      target: target.definition,
      strictLoading: draft.strictLoading,
      link,
    };
    blueprint.definition.relations[draft.property] = Object.freeze(relation);
  }
}

/** The belongs-to of a model to itself that the tree is climbed by. */
function findLink(
  draft: TreeDraft,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): BelongsToDefinition | undefined {
  const property = readProperty(draft.link);
  const link =
    property === undefined ? undefined : target.findBelongsTo(property);
  // One that could not be built has been reported by its own class.
  if (
    link === undefined &&
    property !== undefined &&
    target.properties.get(property)?.kind === "belongsTo"
  )
    return undefined;
  const flaw = findFlaw(property, link, target, blueprint);
  if (flaw === undefined) return link;
  context.report(blueprint, draft.property, flaw, fixOf(draft, target));
  return undefined;
}

function findFlaw(
  property: string | undefined,
  link: BelongsToDefinition | undefined,
  target: Blueprint,
  { definition, name }: Blueprint,
): string | undefined {
  if (property === undefined)
    return `its second argument names no property of ${target.name}.`;
  const at = target.at(property);
  if (link === undefined)
    return target.properties.has(property)
      ? `is a tree by ${at}, which is no @Relate.`
      : `is a tree by ${at}, which does not exist.`;
  if (link.target !== target.definition)
    return `is a tree by ${at}, which leads to ${link.target.name}, not from a model to itself.`;
  return isKindOf(definition, target.definition)
    ? undefined
    : `is a tree of ${target.name}, of which ${name} is none.`;
}

function fixOf({ kind }: TreeDraft, { name, definition }: Blueprint): string {
  const [link] = Object.values(definition.relations).filter(
    (relation) =>
      relation.kind === "belongsTo" && relation.target === definition,
  );
  const decorator = kind === "ancestors" ? "Ancestors" : "Descendants";
  return link === undefined
    ? `Write @Relate(() => ${name}) declare parent: Relate<${name} | null>; in class ${name}, and @${decorator}(() => ${name}, t => t.parent) there.`
    : `Write @${decorator}(() => ${name}, t => t.${link.property}) in class ${name}.`;
}
