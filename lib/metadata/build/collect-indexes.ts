import type { Blueprint } from "../blueprint";
import type { ColumnDraft, IndexDraft, IndexOptionsDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { plainIndexKey, plainIndexOptions } from "../plain-index";
import { readStaticIndex } from "./read-static-index";

/** The indexes that a class declares in any of its ways. */
export function collectIndexes(
  blueprint: Blueprint,
  context: ResolveContext,
): readonly IndexDraft[] {
  const drafts = [
    ...blueprint.chain.flatMap(({ indexes }) => indexes),
    ...readStatic(blueprint, context),
    ...blueprint.ownProperties.flatMap((draft) =>
      draft.kind === "column" ? readColumn(draft) : [],
    ),
  ];
  return drafts.filter((draft) => checkKeys(draft, blueprint, context));
}

/** A unique or primary key column has an index by that. */
function readColumn(draft: ColumnDraft): readonly IndexDraft[] {
  const { indexed, property } = draft;
  if (indexed === false || draft.unique || draft.role === "primaryKey")
    return [];
  return [
    {
      declaredBy: `indexed of ${property}`,
      keys: [plainIndexKey(property)],
      options: columnOptions(indexed),
    },
  ];
}

function columnOptions(
  indexed: true | string | IndexOptionsDraft,
): IndexOptionsDraft {
  if (indexed === true) return plainIndexOptions;
  return typeof indexed === "string"
    ? { ...plainIndexOptions, name: indexed }
    : indexed;
}

/** `static compositeIndexes`, read where it is declared and not where it is inherited. */
function readStatic(
  blueprint: Blueprint,
  context: ResolveContext,
): readonly IndexDraft[] {
  if (!Object.hasOwn(blueprint.model, "compositeIndexes")) return [];
  const { compositeIndexes } = blueprint.model as unknown as {
    compositeIndexes: unknown;
  };
  if (!Array.isArray(compositeIndexes)) {
    const message = "static compositeIndexes is not a list.";
    context.report(blueprint, undefined, message, staticFix);
    return [];
  }
  return compositeIndexes.flatMap((entry) => {
    const read = readStaticIndex(entry);
    if ("draft" in read) return read.draft;
    const message = `static compositeIndexes ${read.problem}`;
    context.report(blueprint, undefined, message, read.fix ?? staticFix);
    return [];
  });
}

const staticFix =
  "Write static compositeIndexes = [['locale', 'publishedAt'], { columns: ['slug', 'locale'], unique: true }];";

function checkKeys(
  draft: IndexDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): boolean {
  const { declaredBy, keys, options } = draft;
  const columns = keys
    .map(({ column }) => column)
    .filter((column) => column !== undefined);
  const least = isComposite(declaredBy) ? 2 : 1;
  if (keys.length < least) {
    const message = `${declaredBy} has ${keys.length === 0 ? "no properties" : "one property"}.`;
    const fix = `Name two or more, or write @Column({ indexed: true }) at ${columns[0] ?? "the one"}.`;
    context.report(blueprint, undefined, message, fix);
  }
  const double = columns.find(
    (column, index) => columns.indexOf(column) < index,
  );
  if (double !== undefined) {
    const message = `${declaredBy} names ${double} twice.`;
    context.report(blueprint, undefined, message, "Name each property once.");
  }
  if (options.nullsNotDistinct && !options.unique) {
    const message = `${declaredBy} has nullsNotDistinct, which means something for unique indexes only.`;
    context.report(
      blueprint,
      undefined,
      message,
      "Add unique: true, or leave it out.",
    );
  }
  return keys.length >= least && double === undefined;
}

function isComposite(declaredBy: string): boolean {
  return (
    declaredBy !== "@Index" &&
    declaredBy !== "registry.index" &&
    !declaredBy.startsWith("indexed of ")
  );
}
