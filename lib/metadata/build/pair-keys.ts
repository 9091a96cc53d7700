import { capitalize } from "../../util/inflection";
import { suggest } from "../../util/suggest";
import type { Blueprint, KeyPair } from "../blueprint";
import type { BelongsToDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/**
 * Finds the key of every belongs-to: its columns' properties, declared by the
 * user under the name of the relation and "Id", or made up by that name.
 */
export function pairKeys(blueprint: Blueprint, context: ResolveContext): void {
  for (const draft of blueprint.properties.values()) {
    if (draft.kind !== "belongsTo") continue;
    const target = context.follow(blueprint, draft.property, draft.target);
    if (target === undefined) continue;
    const references = findReferences(draft, target, blueprint, context);
    blueprint.keys.set(
      draft.property,
      pairUp(draft, references, blueprint, context),
    );
  }
}

/** The properties of the target that the key refers to; none when they are not there. */
function findReferences(
  draft: BelongsToDraft,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly string[] {
  if (draft.references.length === 0) return target.primaryKey;
  const unknown = draft.references.filter(
    (property) => target.findColumn(property) === undefined,
  );
  for (const property of unknown) {
    const near = suggest(property, columnNames(target));
    const message = `refers to ${target.at(property)}, which is no column.`;
    const fix =
      near === undefined
        ? "Name a column of the target."
        : `Write references: '${near}'.`;
    context.report(blueprint, draft.property, message, fix);
  }
  return unknown.length > 0 ? [] : draft.references;
}

function columnNames(target: Blueprint): readonly string[] {
  return [...target.properties.values()]
    .filter(({ kind }) => kind === "column")
    .map(({ property }) => property);
}

function pairUp(
  draft: BelongsToDraft,
  references: readonly string[],
  blueprint: Blueprint,
  context: ResolveContext,
): readonly KeyPair[] {
  return references.map((reference) => {
    const property =
      references.length === 1
        ? `${draft.property}Id`
        : draft.property + capitalize(reference);
    const taken = blueprint.properties.get(property);
    if (taken !== undefined && taken.kind !== "column") {
      const message = `needs the name ${property} for its key, which is a relation.`;
      const fix = `Rename the relation ${property}.`;
      context.report(blueprint, draft.property, message, fix);
    }
    return { property, reference, declared: blueprint.findColumn(property) };
  });
}
