import type { ColumnType } from "../../types/column-type";
import type { Blueprint } from "../blueprint";
import { checkPolymorphic } from "../check/check-polymorphic";
import type { PolymorphicDefinition, VariantDefinition } from "../definition";
import type { PolymorphicDraft, VariantDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import {
  describeType,
  expectedType,
  isSameType,
  partProperty,
} from "./polymorphic-part";

/** Builds the relations that lead to records of several models, told apart by a column. */
export function buildPolymorphic(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const draft of blueprint.ownProperties) {
    if (draft.kind === "polymorphic") buildOne(draft, blueprint, context);
  }
}

function buildOne(
  draft: PolymorphicDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  checkPolymorphic(draft, blueprint, context);
  const { columns } = blueprint.definition;
  const typeColumn = columns[partProperty(draft, "type")];
  const keyColumn = columns[partProperty(draft, "key")];
  // A column that could not be built was reported on its own.
  if (typeColumn === undefined || keyColumn === undefined) return;
  const keyType = expectedType({ draft, part: "key" }, blueprint, context);
  const variants = draft.variants.map((variant) =>
    buildVariant(variant, keyType, draft, blueprint, context),
  );
  const relation: PolymorphicDefinition = {
    kind: "polymorphic",
    property: draft.property,
    at: blueprint.at(draft.property),
    typeColumn,
    keyColumn,
    columns: Object.freeze([typeColumn, keyColumn]),
    variants: Object.freeze(variants.filter((each) => each !== undefined)),
    isRequired: draft.required,
    isDelegated: draft.delegated,
    strictLoading: draft.strictLoading,
  };
  blueprint.definition.relations[draft.property] = Object.freeze(relation);
}

/** One of the models; undefined when its key is none that the column can hold, which is reported. */
function buildVariant(
  { alias, target }: VariantDraft,
  keyType: ColumnType | undefined,
  draft: PolymorphicDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): VariantDefinition | undefined {
  const model = context.follow(blueprint, draft.property, target);
  if (model === undefined) return undefined;
  const { primaryKey } = model.definition;
  const [reference] = primaryKey;
  // A model without a key says so itself.
  if (reference === undefined) return undefined;
  const { property } = draft;
  if (primaryKey.length > 1) {
    const message = `leads to ${model.name}, whose key has several columns.`;
    const fix = `Give ${model.name} a key of one column, or take it out of the list.`;
    context.report(blueprint, property, message, fix);
    return undefined;
  }
  const isFree = draft.keyType !== undefined || keyType === undefined;
  if (!isFree && !isSameType(reference.type, keyType)) {
    const message = `leads to ${model.name}, whose key is ${describeType(reference.type)}, while the column for keys is ${describeType(keyType)}.`;
    const fix =
      "Give all of its models keys of one type, or write { keyType: 'text' } to keep the keys as text.";
    context.report(blueprint, property, message, fix);
    return undefined;
  }
  return Object.freeze({ alias, target: model.definition, reference });
}
