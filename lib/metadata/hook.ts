/** What a save, or a transaction as a whole, did to a row. */
export type WriteKind = "create" | "update" | "destroy";

/** At which writes an event can happen; none where it has nothing to do with writing, or with one kind only. */
interface EventTraits {
  readonly kinds: readonly WriteKind[];
}

const saves: EventTraits = { kinds: ["create", "update"] };
const writes: EventTraits = { kinds: ["create", "update", "destroy"] };
const single: EventTraits = { kinds: [] };

/** What happens to a record that a method can be called at. */
export const hookEvents = {
  beforeValidation: saves,
  afterValidation: saves,
  beforeSave: saves,
  afterSave: saves,
  beforeCreate: single,
  afterCreate: single,
  beforeUpdate: single,
  afterUpdate: single,
  beforeDestroy: single,
  afterDestroy: single,
  afterCommit: writes,
  afterRollback: writes,
  afterFind: single,
  afterInitialize: single,
} as const satisfies Readonly<Record<string, EventTraits>>;

export type HookEvent = keyof typeof hookEvents;

/** A method of a model that is called at an event. */
export interface HookDefinition {
  /** The name of the method; a subclass that overrides it is asked instead. */
  readonly method: string;
  /** The writes it is called at; undefined for all. */
  readonly on: readonly WriteKind[] | undefined;
  /** Whether it is called, asked of the record each time. */
  readonly condition: ((record: never) => unknown) | undefined;
}

/** The hooks of a model by event, those of its bases first; an event without hooks has no entry. */
export type Hooks = Readonly<
  Partial<Record<HookEvent, readonly HookDefinition[]>>
>;

/** What a decorator of a method said. */
export interface HookDraft extends HookDefinition {
  readonly event: HookEvent;
}

/** Those of most models: one value, so that a glance tells that there is nothing to call. */
export const noHooks: Hooks = Object.freeze({});

/**
 * The hooks of a class and its bases, in the order of declaration. A method
 * that a subclass decorates again for the same event is called once, in its
 * old place and as the subclass says.
 */
export function mergeHooks(drafts: readonly HookDraft[]): Hooks {
  if (drafts.length === 0) return noHooks;
  const merged: Partial<Record<HookEvent, HookDefinition[]>> = {};
  for (const { event, ...hook } of drafts) {
    const hooks = (merged[event] ??= []);
    const index = hooks.findIndex(({ method }) => method === hook.method);
    hooks[index === -1 ? hooks.length : index] = Object.freeze(hook);
  }
  Object.values(merged).forEach(Object.freeze);
  return Object.freeze(merged);
}
