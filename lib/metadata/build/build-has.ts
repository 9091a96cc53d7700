import type { Blueprint } from "../blueprint";
import type { BelongsToDefinition, HasDefinition } from "../definition";
import type { HasDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { readProperty } from "./read-property";

/** Builds the relations whose key lies on the other side: has-many and has-one. */
export function buildHas(blueprint: Blueprint, context: ResolveContext): void {
  for (const draft of blueprint.properties.values()) {
    if (draft.kind !== "hasMany" && draft.kind !== "hasOne") continue;
    const target = context.follow(blueprint, draft.property, draft.target);
    if (target === undefined) continue;
    const inverse = findInverse(draft, target, blueprint, context);
    if (
      inverse === undefined ||
      !claim(draft, inverse, target, blueprint, context)
    )
      continue;
    const relation: HasDefinition = {
      kind: draft.kind,
      property: draft.property,
      at: blueprint.at(draft.property),
      target: target.definition,
      inverse,
    };
    blueprint.definition.relations[draft.property] = Object.freeze(relation);
  }
}

function findInverse(
  draft: HasDraft,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): BelongsToDefinition | undefined {
  const property = readProperty(draft.inverse);
  const inverse =
    property === undefined ? undefined : target.findBelongsTo(property);
  if (inverse?.target === blueprint.definition) return inverse;
  const declared =
    property === undefined ? undefined : target.properties.get(property);
  // A belongs-to that could not be built has been reported by its own class.
  if (declared?.kind === "belongsTo" && inverse === undefined) return undefined;
  const message = describe(property, declared?.kind, inverse, target);
  context.report(
    blueprint,
    draft.property,
    message,
    findFix(target, blueprint),
  );
  return undefined;
}

function describe(
  property: string | undefined,
  kind: string | undefined,
  inverse: BelongsToDefinition | undefined,
  target: Blueprint,
): string {
  if (property === undefined)
    return `its second argument names no property of ${target.name}.`;
  if (inverse !== undefined) {
    return `is the other side of ${inverse.at}, which refers to ${inverse.target.name}.`;
  }
  if (kind === undefined)
    return `is the other side of ${target.at(property)}, which does not exist.`;
  const what = kind === "column" ? "a column" : "a has side itself";
  return `is the other side of ${target.at(property)}, which is ${what}.`;
}

function findFix(target: Blueprint, blueprint: Blueprint): string {
  const candidates = Object.values(target.definition.relations)
    .filter(
      (relation) =>
        relation.kind === "belongsTo" &&
        relation.target === blueprint.definition,
    )
    .map(({ property }) => `t => t.${property}`);
  if (candidates.length > 0) return `Write ${candidates.join(" or ")}.`;
  const name = blueprint.name.charAt(0).toLowerCase() + blueprint.name.slice(1);
  return `Write @Relate(() => ${blueprint.name}) declare ${name}: Relate<${blueprint.name} | null>; in class ${target.name}, and t => t.${name} here.`;
}

/** A belongs-to has one other side; two would disagree on whether it is one record or many. */
function claim(
  { kind, property }: HasDraft,
  inverse: BelongsToDefinition,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): boolean {
  const earlier = target.claims.get(inverse.property);
  if (earlier !== undefined) {
    const message = `is the other side of ${inverse.at}, and so is ${earlier.at}.`;
    context.report(blueprint, property, message, "Keep one of them.");
    return false;
  }
  target.claims.set(inverse.property, { kind, at: blueprint.at(property) });
  return true;
}
