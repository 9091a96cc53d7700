import type { ModelClass } from "../definition";
import type { ModelDraft, PropertyDraft } from "../draft";
import { draftChain } from "../merge-drafts";

/** Whether two models have an index or constraint of this name from a class that both extend. */
export function isSharedName(
  name: string,
  one: ModelClass,
  other: ModelClass,
): boolean {
  const chain = draftChain(other);
  return draftChain(one)
    .filter((draft) => chain.includes(draft))
    .some((draft) => namesIn(draft).includes(name));
}

function namesIn(draft: ModelDraft): readonly (string | undefined)[] {
  return [
    ...draft.indexes.map(({ options }) => options.name),
    ...draft.uniques.map((unique) => unique.name),
    ...draft.properties.map(indexNameOf),
  ];
}

function indexNameOf(draft: PropertyDraft): string | undefined {
  if (draft.kind !== "column" || typeof draft.indexed === "boolean")
    return undefined;
  return typeof draft.indexed === "string" ? draft.indexed : draft.indexed.name;
}
