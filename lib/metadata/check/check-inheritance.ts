import { isDeepStrictEqual } from "node:util";
import type { Blueprint } from "../blueprint";
import { isSameColumn } from "../build/same-parts";
import type { ColumnDefinition, ModelDefinition } from "../definition";
import type { ColumnDraft } from "../draft";
import { aliasesOf, aliasOf, discriminatorOf, modelAbove } from "../hierarchy";
import type { ResolveContext } from "../resolve-context";
import { checkGivenName } from "./check-name";
import { findNameFlaw } from "./find-name-flaw";

/** Looks for mistakes in how classes share a table, before anything is built from it. */
export function checkInheritance(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const own = blueprint.chain.at(-1);
  const discriminator = discriminatorOf(blueprint.model);
  if (own?.subtype !== undefined && discriminator === undefined)
    reportAlone(blueprint, context);
  if (discriminator === undefined) return;
  if (blueprint.parent === undefined) checkRoot(blueprint, context);
  else checkMember(blueprint, blueprint.parent, context);
  checkAlias(blueprint, context);
}

function reportAlone(blueprint: Blueprint, context: ResolveContext): void {
  const above = blueprint.parent?.name;
  const message =
    above === undefined
      ? "is a @Subtype, and extends no model with a @Discriminator."
      : `is a @Subtype of ${above}, which has no @Discriminator.`;
  const fix =
    above === undefined
      ? "Write @Table() in place of @Subtype(), or extend the model whose table it shares."
      : `Write @Discriminator() declare readonly type: string; in class ${above}, or @Table() in place of @Subtype() here.`;
  context.report(blueprint, undefined, message, fix);
}

function checkRoot(blueprint: Blueprint, context: ResolveContext): void {
  const above = modelAbove(blueprint.model);
  if (above !== undefined && discriminatorOf(above) !== undefined) {
    const message = `has a table of its own, while the classes below ${above.name} share one.`;
    const fix = "Write @Subtype() in place of @Table().";
    context.report(blueprint, undefined, message, fix);
    return;
  }
  const columns = [...blueprint.properties.values()].filter(
    (draft) => draft.kind === "column" && draft.role === "discriminator",
  );
  const [, second] = columns;
  if (second !== undefined) {
    const message = "is a second @Discriminator.";
    context.report(blueprint, second.property, message, "Keep one of them.");
  }
  if (aliasesOf(blueprint.model).length > 0) return;
  const message = "has a @Discriminator, and no class that has rows.";
  const fix = `Write @Subtype() above each class that extends ${blueprint.name}, and load their files before the first query; above ${blueprint.name} itself as well if it has rows of its own.`;
  context.report(blueprint, undefined, message, fix);
}

function checkMember(
  blueprint: Blueprint,
  parent: Blueprint,
  context: ResolveContext,
): void {
  for (const draft of blueprint.chain.flatMap(({ properties }) => properties)) {
    if (draft.kind !== "column") continue;
    if (draft.role === "softDelete")
      reportSoftDelete(draft, blueprint, context);
    if (draft.role !== "discriminator" && draft.role !== "primaryKey") continue;
    const what = draft.role === "primaryKey" ? "@PrimaryKey" : "@Discriminator";
    const message = `is a ${what} of its own, while the class shares the table of ${parent.name}.`;
    context.report(blueprint, draft.property, message, "Take it away.");
  }
  if (!parent.isDone) return;
  const message = `is loaded after ${parent.name} was used, which knew nothing of it.`;
  const fix = `Load the file of ${blueprint.name} before the first query, with the models of connect().`;
  context.report(blueprint, undefined, message, fix);
}

/** Queries of the class with the table would give what was deleted, and could not say otherwise. */
function reportSoftDelete(
  { property }: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const root = topOf(blueprint).name;
  const message = `is a @SoftDelete of some of the classes in the table of ${root}, whose queries would give deleted rows.`;
  const fix = `Write it in class ${root}.`;
  context.report(blueprint, property, message, fix);
}

function checkAlias(blueprint: Blueprint, context: ResolveContext): void {
  const { model } = blueprint;
  const subtype = blueprint.chain.at(-1)?.subtype;
  const alias = aliasOf(model);
  if (alias === undefined) return;
  checkGivenName(subtype?.alias, "subtype", undefined, blueprint, context);
  const flaw =
    subtype?.alias === undefined ? findNameFlaw(model.name, "rows") : undefined;
  if (flaw !== undefined) {
    const fix = "Write @Subtype('…') with the name that its rows keep.";
    context.report(blueprint, undefined, flaw, fix);
  }
  const double = context.all.find(
    (other) =>
      other !== blueprint &&
      isSameFamily(other, blueprint) &&
      aliasOf(other.model) === alias,
  );
  if (double === undefined || !isLater(blueprint, double, context)) return;
  const message = `has rows called ${JSON.stringify(alias)}, as ${double.name} has.`;
  const fix = "Give one of them another name: @Subtype('…').";
  context.report(blueprint, undefined, message, fix);
}

function isSameFamily(one: Blueprint, other: Blueprint): boolean {
  return topOf(one) === topOf(other);
}

function topOf(blueprint: Blueprint): Blueprint {
  return blueprint.parent === undefined ? blueprint : topOf(blueprint.parent);
}

function isLater(
  one: Blueprint,
  other: Blueprint,
  { all }: ResolveContext,
): boolean {
  return all.indexOf(one) > all.indexOf(other);
}

/** Looks for two classes of one table that declare a part of it under one name, and not the same. */
export function checkShared(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { definition, parent } = blueprint;
  const { inheritance } = definition;
  if (parent === undefined || inheritance === undefined) return;
  const { root } = inheritance;
  const members = [root, ...(root.inheritance?.subclasses ?? [])];
  const earlier = members.slice(0, members.indexOf(definition));
  for (const column of blueprint.ownColumns)
    checkColumn(column, earlier, blueprint, context);
  for (const kind of ["uniques", "checks", "exclusions", "indexes"] as const) {
    for (const part of definition[kind])
      checkPart(kind, part, earlier, blueprint, context);
  }
}

function checkColumn(
  column: ColumnDefinition,
  earlier: readonly ModelDefinition[],
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const other = earlier
    .flatMap(({ columnList }) => columnList)
    .find(({ name }) => name === column.name);
  if (other === undefined || isSameColumn(column, other, "nullable or not"))
    return;
  const message = `is the column "${column.name}" of the table that ${other.at} has declared otherwise.`;
  const fix = `Declare both alike, or give one of them another name: @Column({ name: '…' }).`;
  context.report(blueprint, column.property, message, fix);
}

const words = {
  uniques: "unique constraint",
  checks: "check",
  exclusions: "exclusion",
  indexes: "index",
} as const;

function checkPart(
  kind: keyof typeof words,
  part: { readonly name: string },
  earlier: readonly ModelDefinition[],
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const model of earlier) {
    const other = model[kind].find(({ name }) => name === part.name);
    if (other === undefined || other === part) continue;
    if (isDeepStrictEqual(plain(part), plain(other))) continue;
    const message = `has the ${words[kind]} "${part.name}", which ${model.name} declares otherwise for the same table.`;
    const fix = "Give one of them another name.";
    context.report(blueprint, undefined, message, fix);
    return;
  }
}

/** A part with the names of its columns in their place: which class declared them makes no difference. */
function plain(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(plain);
  if (typeof part !== "object" || part === null) return part;
  if ("property" in part && "name" in part) return part.name;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, plain(value)]),
  );
}
