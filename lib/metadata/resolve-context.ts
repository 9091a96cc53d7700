import { Blueprint } from "./blueprint";
import type { ModelClass } from "./definition";
import type { PropertyDraft } from "./draft";
import { familyOf, parentOf } from "./hierarchy";
import { missingDecorator, requireModel } from "./not-a-model";
import { Problems } from "./problems";
import { isModel } from "./registry-state";

/** What a thunk of a relation gave: a model, or why it did not. */
type Target =
  | { readonly model: ModelClass }
  | { readonly message: string; readonly fix: string };

/** One run of resolving: the models in it and the mistakes found. */
export class ResolveContext {
  readonly problems = new Problems();
  readonly #blueprints = new Map<object, Blueprint>();
  readonly #reported = new Set<() => unknown>();

  /** @param models the models to resolve; those they refer to come along */
  constructor(models: Iterable<ModelClass>) {
    for (const model of models) this.#add(model);
  }

  /** The models to resolve now. */
  get open(): readonly Blueprint[] {
    return [...this.#blueprints.values()].filter(({ isDone }) => !isDone);
  }

  /** Every model in sight, those resolved earlier included. */
  get all(): readonly Blueprint[] {
    return [...this.#blueprints.values()];
  }

  /** Notes a mistake of a model that is being resolved. */
  report(
    owner: Blueprint,
    property: string | undefined,
    message: string,
    fix: string,
  ): void {
    this.problems.add(owner.name, property, message, fix);
  }

  /** The model that a thunk gives; a thunk that gives none is reported once. */
  follow(
    owner: Blueprint,
    property: string,
    thunk: () => unknown,
  ): Blueprint | undefined {
    const target = readTarget(thunk);
    if ("model" in target) return this.#blueprints.get(target.model.prototype);
    if (!this.#reported.has(thunk))
      this.report(owner, property, target.message, target.fix);
    this.#reported.add(thunk);
    return undefined;
  }

  /** The blueprint of a model that is in sight. */
  find(model: ModelClass): Blueprint | undefined {
    return this.#blueprints.get(model.prototype);
  }

  #add(model: ModelClass): void {
    // Code without decorators refers to the class behind: one class, one definition.
    const decorated = requireModel(model);
    const parent = parentOf(decorated);
    // Who shares a table with others comes after the one that has it, and all of them at once.
    if (parent !== undefined) this.#add(parent);
    if (this.#blueprints.has(model.prototype)) return;
    const above = parent && this.find(parent);
    const blueprint = new Blueprint(decorated, above);
    this.#blueprints.set(model.prototype, blueprint);
    if (blueprint.isDone) return;
    for (const member of familyOf(decorated)) this.#add(member);
    for (const draft of blueprint.properties.values()) {
      for (const thunk of thunksOf(draft)) {
        const target = readTarget(thunk);
        if ("model" in target) this.#add(target.model);
      }
    }
  }
}

/** The functions that give the models a property refers to. */
export function thunksOf(draft: PropertyDraft): readonly (() => unknown)[] {
  if (draft.kind === "column") return [];
  if (draft.kind === "polymorphic")
    return draft.variants.map(({ target }) => target);
  return draft.kind === "manyToMany"
    ? [draft.target, draft.through]
    : [draft.target];
}

function readTarget(thunk: () => unknown): Target {
  let value: unknown;
  try {
    value = thunk();
  } catch (error) {
    return unreadable(
      `cannot be read (${error instanceof Error ? error.message : "it threw"})`,
    );
  }
  if (isModel(value)) return { model: value };
  if (typeof value === "function") {
    return {
      message: `refers to ${value.name}, which has no @Table().`,
      fix: `Write ${missingDecorator(value)} above class ${value.name}.`,
    };
  }
  return unreadable(
    `is ${value === null ? "null" : typeof value}, not a class`,
  );
}

function unreadable(what: string): Target {
  return {
    message: `the target of the relation ${what}.`,
    fix: "Write a function that returns the class, () => Other, and import the file that declares it.",
  };
}
