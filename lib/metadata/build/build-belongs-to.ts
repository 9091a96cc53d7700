import type { Blueprint } from "../blueprint";
import { checkKeyPair } from "../check/check-key-pair";
import { checkRules } from "../check/check-rules";
import type { BelongsToDefinition, ColumnDefinition } from "../definition";
import type { BelongsToDraft } from "../draft";
import { foreignKeyName } from "../naming";
import type { ResolveContext } from "../resolve-context";

/** Builds the relations whose foreign key lies in this model's table. */
export function buildBelongsTo(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const draft of blueprint.ownProperties) {
    if (draft.kind === "belongsTo") buildOne(draft, blueprint, context);
  }
}

function buildOne(
  draft: BelongsToDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const target = context.follow(blueprint, draft.property, draft.target);
  const pairs = blueprint.keys.get(draft.property) ?? [];
  if (target === undefined || pairs.length === 0) return;
  for (const pair of pairs)
    checkKeyPair(draft, pair, target, blueprint, context);
  checkRules(draft, target, blueprint, context);
  const columns = pickColumns(
    blueprint,
    pairs.map(({ property }) => property),
  );
  const references = pickColumns(
    target,
    pairs.map(({ reference }) => reference),
  );
  // A column that could not be built was reported on its own.
  if (columns.length < pairs.length || references.length < pairs.length) return;
  const names = columns.map(({ name }) => name);
  const relation: BelongsToDefinition = {
    kind: "belongsTo",
    property: draft.property,
    at: blueprint.at(draft.property),
    target: target.definition,
    strictLoading: draft.strictLoading,
    columns: Object.freeze(columns),
    references: Object.freeze(references),
    isRequired: draft.required,
    onDelete: draft.onDelete ?? (draft.required ? "restrict" : "setNull"),
    onUpdate: draft.onUpdate,
    deferrable: draft.deferrable,
    constraint: foreignKeyName(blueprint.definition.table, names),
    withDefault: draft.withDefault === true ? {} : draft.withDefault,
  };
  blueprint.definition.relations[draft.property] = Object.freeze(relation);
}

function pickColumns(
  blueprint: Blueprint,
  properties: readonly string[],
): ColumnDefinition[] {
  return properties
    .map((property) => blueprint.definition.columns[property])
    .filter((column) => column !== undefined);
}
