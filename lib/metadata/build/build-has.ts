import { toSnakeCase } from "../../util/inflection";
import type { Blueprint, Claim } from "../blueprint";
import type {
  BelongsToDefinition,
  HasDefinition,
  ModelDefinition,
  PolymorphicDefinition,
} from "../definition";
import type { HasDraft, PropertyDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { variantOf } from "../variants";
import { buildNarrowing } from "./build-narrowing";
import { buildOfMany } from "./build-of-many";
import { readProperty } from "./read-property";

/** Builds the relations whose key lies on the other side: has-many and has-one. */
export function buildHas(blueprint: Blueprint, context: ResolveContext): void {
  for (const draft of blueprint.ownProperties) {
    if (draft.kind !== "hasMany" && draft.kind !== "hasOne") continue;
    const target = context.follow(blueprint, draft.property, draft.target);
    if (target === undefined) continue;
    const inverse = findInverse(draft, target, blueprint, context);
    if (inverse === undefined) continue;
    const declared = declarationsOf(draft, target, blueprint, context);
    if (isWhole(draft) && !claim(draft, inverse, target, blueprint, context))
      continue;
    const relation: HasDefinition = {
      kind: draft.kind,
      property: draft.property,
      at: blueprint.at(draft.property),
      target: target.definition,
      strictLoading: draft.strictLoading,
      inverse,
      ...linkOf(inverse, blueprint.definition),
      ...declared,
    };
    blueprint.definition.relations[draft.property] = Object.freeze(relation);
  }
}

type Inverse = HasDefinition["inverse"];

/** What a has side says of the records that it leads to. */
function declarationsOf(
  draft: HasDraft,
  { definition: target }: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): Pick<HasDefinition, "narrowing" | "ofMany"> {
  const { kind, property, narrowing, ofMany } = draft;
  if (kind === "hasOne" && narrowing.where !== undefined && ofMany.length === 0)
    context.report(
      blueprint,
      property,
      "has a where, while the only record that refers back needs none.",
      "Say which of many records it is: latestOfMany, oldestOfMany or ofMany; or leave where out.",
    );
  return {
    narrowing: buildNarrowing(narrowing, property, target, blueprint, context),
    ofMany: buildOfMany(ofMany, property, target, blueprint, context),
  };
}

/** Whether it is the other side itself, and not a part of it beside which others may stand. */
function isWhole({ narrowing, ofMany }: HasDraft): boolean {
  const { where, orderBy } = narrowing;
  return where === undefined && orderBy === undefined && ofMany.length === 0;
}

/** The columns that connect the two sides, of whichever kind the inverse is. */
function linkOf(
  inverse: Inverse,
  owner: ModelDefinition,
): Pick<HasDefinition, "columns" | "references" | "variant"> {
  if (inverse.kind === "belongsTo")
    return {
      columns: inverse.columns,
      references: inverse.references,
      variant: undefined,
    };
  const variant = variantOf(inverse, owner);
  return {
    columns: Object.freeze([inverse.keyColumn]),
    references: Object.freeze(variant ? [variant.reference] : []),
    variant,
  };
}

function findInverse(
  draft: HasDraft,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): Inverse | undefined {
  const property = readProperty(draft.inverse);
  const polymorphic =
    property === undefined ? undefined : target.findPolymorphic(property);
  if (polymorphic !== undefined)
    return findVariantOf(polymorphic, draft, blueprint, context);
  const inverse =
    property === undefined ? undefined : target.findBelongsTo(property);
  if (inverse?.target === blueprint.definition) return inverse;
  const declared =
    property === undefined ? undefined : target.properties.get(property);
  // A belongs-to that could not be built has been reported by its own class.
  if (isOwnRelation(declared) && inverse === undefined) return undefined;
  const message = describe(property, declared?.kind, inverse, target);
  context.report(
    blueprint,
    draft.property,
    message,
    findFix(target, blueprint),
  );
  return undefined;
}

function isOwnRelation(draft: PropertyDraft | undefined): boolean {
  return draft?.kind === "belongsTo" || draft?.kind === "polymorphic";
}

/** A polymorphic relation refers back when it lists this model. */
function findVariantOf(
  inverse: PolymorphicDefinition,
  { property }: HasDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): PolymorphicDefinition | undefined {
  const { name, definition } = blueprint;
  if (variantOf(inverse, definition) !== undefined) return inverse;
  const alias = toSnakeCase(name);
  const message = `is the other side of ${inverse.at}, which does not list ${name}.`;
  const fix = `Add ${alias}: () => ${name} to the models of ${inverse.at}.`;
  context.report(blueprint, property, message, fix);
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
  inverse: Inverse,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): boolean {
  if (kind === "hasOne" && !target.ownRelations.includes(inverse)) {
    const message = `is the one record of ${inverse.at}, which leads here from records of other classes than ${target.name} as well.`;
    const fix = `Write @HasMany, or declare a @Relate of its own in class ${target.name}.`;
    context.report(blueprint, property, message, fix);
    return false;
  }
  const claims = claimsOf(inverse, target);
  const name =
    inverse.kind === "belongsTo"
      ? inverse.property
      : (variantOf(inverse, blueprint.definition)?.alias ?? "");
  const earlier = claims.get(name);
  if (earlier !== undefined) {
    const message = `is the other side of ${inverse.at}, and so is ${earlier.at}.`;
    context.report(blueprint, property, message, "Keep one of them.");
    return false;
  }
  claims.set(name, { kind, at: blueprint.at(property) });
  return true;
}

/** A polymorphic relation has another side in each of its models. */
function claimsOf(inverse: Inverse, target: Blueprint): Map<string, Claim> {
  if (inverse.kind === "belongsTo") return target.claims;
  const claims =
    target.variantClaims.get(inverse.property) ?? new Map<string, Claim>();
  target.variantClaims.set(inverse.property, claims);
  return claims;
}
