import { SaveAbortedError } from "../errors/record-error";
import type { ModelDefinition } from "./definition";
import type { HookDefinition, HookEvent, WriteKind } from "./hook";

/**
 * Stops the write that a hook was called for: nothing is written, and `save`
 * rejects. To be called by a hook that comes before the write.
 *
 * @example
 * ```ts
 * @Table()
 * class Vote extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @BeforeCreate() check(): void {
 *     abort("the vote is over");
 *   }
 * }
 *
 * await Vote.create({});
 * // throws SaveAbortedError: Vote.check aborted the write: the vote is over.
 * ```
 *
 * @throws SaveAbortedError
 */
export function abort(reason?: string): never {
  throw new SaveAbortedError(undefined, reason);
}

/**
 * Calls the hooks of an event, one after the other; the first that throws ends it.
 * @param kind what is done to the row, for hooks that are about some writes only
 */
export async function runHooks(
  record: object,
  { name, hooks }: ModelDefinition,
  event: HookEvent,
  kind: WriteKind | undefined,
): Promise<void> {
  for (const hook of hooks[event] ?? []) {
    if (!isMeant(hook, record, kind)) continue;
    try {
      await methodOf(record, hook).call(record);
    } catch (error) {
      if (!(error instanceof SaveAbortedError) || error.hook !== undefined)
        throw error;
      throw new SaveAbortedError(`${name}.${hook.method}`, error.reason);
    }
  }
}

/** Calls hooks that cannot be waited for. */
export function runHooksNow(
  record: object,
  { hooks }: ModelDefinition,
  event: "afterInitialize",
): void {
  for (const hook of hooks[event] ?? []) {
    if (isMeant(hook, record, undefined)) methodOf(record, hook).call(record);
  }
}

function isMeant(
  { on, condition }: HookDefinition,
  record: object,
  kind: WriteKind | undefined,
): boolean {
  if (on !== undefined && kind !== undefined && !on.includes(kind))
    return false;
  return condition === undefined || Boolean(condition(record as never));
}

/** Looked up by its name, so that a subclass that overrides the method is the one that is asked. */
function methodOf(record: object, { method }: HookDefinition): () => unknown {
  return (record as Readonly<Record<string, () => unknown>>)[
    method
  ] as () => unknown;
}
