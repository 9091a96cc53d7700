import { toSnakeCase } from "../util/inflection";
import type { ModelClass } from "./definition";
import type { ColumnDraft } from "./draft";
import { draftChain, mergeProperties } from "./merge-drafts";
import { state } from "./registry-state";

/**
 * The model whose table a class shares, right above it; undefined for a class
 * that has a table of its own.
 */
export function parentOf(model: ModelClass): ModelClass | undefined {
  const own = state.drafts.get(model.prototype);
  if (own?.subtype === undefined || own.table !== undefined) return undefined;
  return modelAbove(model);
}

/** The nearest model that a class extends. */
export function modelAbove(model: ModelClass): ModelClass | undefined {
  let prototype: unknown = Object.getPrototypeOf(model.prototype);
  while (typeof prototype === "object" && prototype !== null) {
    const above = state.drafts.get(prototype)?.model;
    if (above !== undefined) return above;
    prototype = Object.getPrototypeOf(prototype);
  }
  return undefined;
}

/** The model whose table holds the rows of a class: itself, unless it is a subtype. */
export function rootOf(model: ModelClass): ModelClass {
  const parent = parentOf(model);
  if (parent !== undefined) return rootOf(parent);
  return state.drafts.get(model.prototype)?.model ?? model;
}

/**
 * A class and every one below it that was loaded and shares its table: each
 * before those below it, and side by side by their aliases, so that the order of
 * loading makes no difference to the columns of the table.
 */
export function familyOf(model: ModelClass): readonly ModelClass[] {
  const below = [...state.subtypes]
    .filter((other) => other !== model && isBelow(other, model))
    .map((other) => ({ other, path: pathOf(other) }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  return [model, ...below.map(({ other }) => other)];
}

/** The aliases from the top down to a class, which those of the classes below it begin with. */
function pathOf(model: ModelClass): string {
  const parent = parentOf(model);
  if (parent === undefined) return "";
  return `${pathOf(parent)}\0${aliasOf(model) ?? toSnakeCase(model.name)}`;
}

/** The models given with all that share a table with one of them. */
export function withFamilies(
  models: Iterable<ModelClass>,
): readonly ModelClass[] {
  const all = [...models];
  return [
    ...new Set([...all, ...all.flatMap((model) => familyOf(rootOf(model)))]),
  ];
}

function isBelow(model: ModelClass, ancestor: ModelClass): boolean {
  const parent = parentOf(model);
  if (parent === undefined) return false;
  return parent === ancestor || isBelow(parent, ancestor);
}

/** What the column of `@Discriminator` holds for records of a class; undefined where only its subclasses have rows. */
export function aliasOf(model: ModelClass): string | undefined {
  const subtype = state.drafts.get(model.prototype)?.subtype;
  if (subtype === undefined || subtype.isAbstract) return undefined;
  return subtype.alias ?? toSnakeCase(model.name);
}

/** The aliases of a class and of those below it, sorted, so that the order of loading makes no difference to the database. */
export function aliasesOf(model: ModelClass): readonly string[] {
  const aliases = familyOf(model)
    .map(aliasOf)
    .filter((alias) => alias !== undefined);
  return [...new Set(aliases)].sort();
}

/** The column that tells the classes of one table apart, as it was declared. */
export function discriminatorOf(model: ModelClass): ColumnDraft | undefined {
  for (const draft of mergeProperties(draftChain(model)).values()) {
    if (draft.kind === "column" && draft.role === "discriminator") return draft;
  }
  return undefined;
}
