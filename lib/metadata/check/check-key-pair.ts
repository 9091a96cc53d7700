import type { Blueprint, KeyPair } from "../blueprint";
import type { BelongsToDraft, ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { checkKeyNull } from "./check-key-null";

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
  checkTransform(declared, pair, target, blueprint, context);
  const decorator = "@Relate(…, { required: true })";
  checkKeyNull(draft, declared, decorator, blueprint, context);
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

/** A key that is stored in another form than what it refers to leads nowhere. */
function checkTransform(
  { type, values }: ColumnDraft,
  pair: KeyPair,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  // Without a type of its own, the key has all of the other column's.
  const expected =
    type === undefined
      ? undefined
      : target.findColumn(pair.reference)?.values.transform;
  const own = values.transform;
  if (own?.to === expected?.to && own?.from === expected?.from) return;
  const message = `is a key, and stores its values in another form than ${target.at(pair.reference)}.`;
  const fix =
    "Leave type and transform out, @Column(): a key has those of the column it refers to.";
  context.report(blueprint, pair.property, message, fix);
}
