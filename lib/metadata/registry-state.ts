import type { ModelClass, ModelDefinition } from "./definition";
import { emptyDraft } from "./draft";
import type { ModelDraft } from "./draft";
import type { NamingSettings } from "./naming-settings";

export type ModelListener = (definition: ModelDefinition) => void;

/** What all copies of this module in one program share. */
interface RegistryState {
  /** By the prototype of the class, which a class and its proxy have in common. */
  readonly drafts: WeakMap<object, ModelDraft>;
  /** By class as its decorator made it. */
  readonly definitions: WeakMap<object, ModelDefinition>;
  /** Every decorated class that is not forgotten, in the order of loading; whoever has a definition is among them. */
  readonly models: Set<ModelClass>;
  /** Those that share the table of another: a model that is forgotten and used again still has all of them. */
  readonly subtypes: Set<ModelClass>;
  readonly listeners: Set<ModelListener>;
  /** How names are made; undefined as long as nothing was set. */
  settings: NamingSettings | undefined;
}

const key = Symbol.for("arx.registry");

/** One state per program, even when the package is loaded twice. */
export const state: RegistryState = findState();

function findState(): RegistryState {
  const holder = globalThis as unknown as Record<
    symbol,
    RegistryState | undefined
  >;
  return (holder[key] ??= {
    drafts: new WeakMap(),
    definitions: new WeakMap(),
    models: new Set(),
    subtypes: new Set(),
    listeners: new Set(),
    settings: undefined,
  });
}

/** The draft of the class with this prototype, made when there is none yet. */
export function draftOf(prototype: object): ModelDraft {
  const known = state.drafts.get(prototype);
  if (known !== undefined) return known;
  const draft = emptyDraft();
  state.drafts.set(prototype, draft);
  return draft;
}

/** The class as `@Table` made it, for it and for the class behind it; undefined for what is no model. */
export function decoratedClass(value: unknown): ModelClass | undefined {
  if (typeof value !== "function") return undefined;
  const prototype: unknown = value.prototype;
  return typeof prototype === "object" && prototype !== null
    ? state.drafts.get(prototype)?.model
    : undefined;
}

/** Whether a value is a class with `@Table`. */
export function isModel(value: unknown): value is ModelClass {
  return decoratedClass(value) !== undefined;
}
