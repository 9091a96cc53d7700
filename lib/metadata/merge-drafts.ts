import type { ModelClass } from "./definition";
import type { ModelDraft, PropertyDraft } from "./draft";
import { state } from "./registry-state";

/** The drafts of a class and of everything it extends, base first. */
export function draftChain(model: ModelClass): readonly ModelDraft[] {
  const chain: ModelDraft[] = [];
  let prototype: object | null = model.prototype;
  while (prototype !== null) {
    const draft = state.drafts.get(prototype);
    if (draft !== undefined) chain.unshift(draft);
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return chain;
}

/**
 * The properties of a class with those of its bases, in their order. A property
 * that a subclass decorates anew replaces the one of its base, in its place.
 * Nothing is written back: siblings and bases stay as they are.
 */
export function mergeProperties(
  chain: readonly ModelDraft[],
): ReadonlyMap<string, PropertyDraft> {
  const merged = new Map<string, PropertyDraft>();
  for (const draft of chain) {
    for (const property of draft.properties)
      merged.set(property.property, property);
  }
  return merged;
}

/** The names of a class's columns, relations, passwords and keys of documents, its bases' included. */
export function registeredKeys(model: ModelClass): readonly string[] {
  const chain = draftChain(model);
  const passwords = chain.flatMap(({ passwords }) => passwords);
  return [
    ...mergeProperties(chain).keys(),
    ...passwords.flatMap(({ property }) => [
      property,
      confirmationOf(property),
    ]),
    // After the columns, one of which holds the document.
    ...chain.flatMap(({ members }) =>
      members.flatMap((member) =>
        member.kind === "stored" ? [member.property] : [],
      ),
    ),
  ];
}

/** The property that confirms a password: `password` → `passwordConfirmation`. */
export function confirmationOf(password: string): string {
  return `${password}Confirmation`;
}
