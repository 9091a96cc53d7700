import type { Blueprint } from "../blueprint";
import type { RelationDefinition } from "../definition";
import { findMember } from "../find-member";
import { isTree } from "../is-tree";
import type { ResolveContext } from "../resolve-context";
import { tellsPivot } from "../tells-pivot";

/** Looks for models whose records could not tell what a relation to them tells: they have a member of that name. */
export function checkTelling(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const relation of blueprint.ownRelations) {
    const told = toldBy(relation);
    if (told === undefined || relation.kind === "polymorphic") continue;
    const { target } = relation;
    const owner = findMember(target, told);
    if (owner === undefined) continue;
    const message = `tells the records of ${target.name} their ${told}, and ${owner.name} has a member of that name.`;
    const fix =
      told in owner.columns
        ? `Rename the field; the column can keep its name: @Column({ name: '${told}' }).`
        : `Rename ${owner.name}.${told}.`;
    context.report(blueprint, relation.property, message, fix);
  }
}

function toldBy(relation: RelationDefinition): "pivot" | "depth" | undefined {
  if (isTree(relation)) return "depth";
  return tellsPivot(relation) ? "pivot" : undefined;
}
