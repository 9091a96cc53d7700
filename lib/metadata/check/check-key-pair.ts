import type { Blueprint, KeyPair } from "../blueprint";
import type { ColumnDraft, BelongsToDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** Looks for a declared key property that disagrees with its relation or with the column it refers to. */
export function checkKeyPair(
  draft: BelongsToDraft,
  pair: KeyPair,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { declared } = pair;
  if (declared === undefined) return;
  checkType(pair, target, blueprint, context);
  checkNull(draft, declared, blueprint, context);
  if (
    draft.name !== undefined &&
    declared.name !== undefined &&
    draft.name !== declared.name
  ) {
    const message = `has the column name "${draft.name}", and its key ${declared.property} the name "${declared.name}".`;
    context.report(
      blueprint,
      draft.property,
      message,
      "Write the name at one of them.",
    );
  }
}

function checkType(
  pair: KeyPair,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const own = blueprint.definition.columns[pair.property]?.type;
  const referenced = target.definition.columns[pair.reference]?.type;
  if (own === undefined || referenced === undefined) return;
  if (
    own.sqlName === referenced.sqlName &&
    own.valueName === referenced.valueName
  )
    return;
  const message = `is ${own.sqlName} (${own.valueName}), but ${target.at(pair.reference)} is ${referenced.sqlName} (${referenced.valueName}).`;
  const fix = `Leave the type out, @Column(), and declare the field as ${referenced.valueName}.`;
  context.report(blueprint, pair.property, message, fix);
}

function checkNull(
  draft: BelongsToDraft,
  declared: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  if (declared.nullable !== draft.required) return;
  const [is, relation] = declared.nullable
    ? ["nullable", "required"]
    : ["not null", "optional"];
  const message = `is ${is}, but the relation ${draft.property} is ${relation}.`;
  const fix = declared.nullable
    ? "Take nullable away, or required: true from the relation."
    : `Write @Relate(…, { required: true }) at ${draft.property}, or nullable: true here.`;
  context.report(blueprint, declared.property, message, fix);
}
