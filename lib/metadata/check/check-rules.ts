import type { Blueprint } from "../blueprint";
import type { BelongsToDraft } from "../draft";
import { aliasOf, discriminatorOf } from "../hierarchy";
import { suggest } from "../../util/suggest";
import type { ResolveContext } from "../resolve-context";

/** Looks for a belongs-to whose options contradict each other or whose target cannot be referred to. */
export function checkRules(
  draft: BelongsToDraft,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const rules = { onDelete: draft.onDelete, onUpdate: draft.onUpdate };
  for (const [option, rule] of Object.entries(rules)) {
    if (draft.required && rule === "setNull") {
      const message = `is required and would be set to null by ${option}: 'setNull'.`;
      const fix = `Write ${option}: 'cascade' or 'restrict', or leave required out.`;
      context.report(blueprint, draft.property, message, fix);
    }
  }
  if (draft.name !== undefined && draft.references.length > 1) {
    const message = "refers to several columns and cannot have one name.";
    const fix =
      "Declare the key properties and name their columns: @Column({ name: '…' }).";
    context.report(blueprint, draft.property, message, fix);
  }
  if (draft.withDefault !== undefined)
    checkDefault(draft, target, blueprint, context);
  if (draft.references.length > 0)
    checkReferences(draft, target, blueprint, context);
}

/** What stands for a missing record is made by the class of the target, which must be one that has records and these columns. */
function checkDefault(
  { property, withDefault }: BelongsToDraft,
  { name, model, definition }: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  if (discriminatorOf(model) !== undefined && aliasOf(model) === undefined) {
    const message = `has withDefault, and ${name} has no rows of its own.`;
    const fix = `Lead the relation to one of the classes below ${name}, or leave withDefault out.`;
    context.report(blueprint, property, message, fix);
  }
  if (typeof withDefault !== "object") return;
  const columns = Object.keys(definition.columns);
  for (const attribute of Object.keys(withDefault)) {
    if (columns.includes(attribute)) continue;
    const near = suggest(attribute, columns);
    const message = `has withDefault with "${attribute}", which is no column of ${name}.`;
    const fix =
      near === undefined
        ? `The columns are ${columns.join(", ")}.`
        : `Write ${near}.`;
    context.report(blueprint, property, message, fix);
  }
}

/** PostgreSQL lets a foreign key refer only to what a primary key or unique constraint covers. */
function checkReferences(
  { property, references }: BelongsToDraft,
  target: Blueprint,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const covers = uniqueSets(target).some(
    (set) =>
      set.length === references.length &&
      references.every((name) => set.includes(name)),
  );
  if (covers) return;
  const [first] = references;
  const [message, fix] =
    references.length === 1 && first !== undefined
      ? [
          `refers to ${target.at(first)}, which is not unique.`,
          `Write @Column({ unique: true }) at ${target.at(first)}.`,
        ]
      : [
          `refers to ${target.name} (${references.join(", ")}), which is not unique.`,
          `Write @Unique([${references.map((name) => `'${name}'`).join(", ")}]) above class ${target.name}.`,
        ];
  context.report(blueprint, property, message, fix);
}

/** The sets of properties that are unique as far as the drafts tell. */
function uniqueSets(target: Blueprint): readonly (readonly string[])[] {
  const single = [...target.properties.values()]
    .filter((draft) => draft.kind === "column" && draft.unique)
    .map(({ property }) => [property]);
  // PostgreSQL lets nothing refer to a constraint that may be broken for a while.
  const several = target.chain.flatMap(({ uniques }) =>
    uniques
      .filter(({ deferrable }) => deferrable === "no")
      .map(({ properties }) => properties),
  );
  return [target.primaryKey, ...single, ...several];
}
