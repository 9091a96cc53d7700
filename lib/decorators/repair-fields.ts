import type { ModelClass } from "../metadata/definition";
import { registeredKeys } from "../metadata/merge-drafts";

/**
 * The class with a constructor that undoes what fields without a value do when
 * compiled for ES2022: `title!: string` defines an own `undefined` on every
 * instance, which would look like an assigned column and hide a relation.
 * Name, statics, `instanceof` and subclasses are those of the class itself.
 * The prototype's `constructor` stays the class itself: class-validator and
 * others file what their property decorators say under it.
 */
export function repairFields<C extends ModelClass>(model: C): C {
  let keys: readonly string[] | undefined;
  return new Proxy(model, {
    construct(target, parameters: unknown[], newTarget: Function): object {
      const record = Reflect.construct(
        target as unknown as Function,
        parameters,
        newTarget,
      ) as object;
      keys ??= registeredKeys(model);
      removeUndefined(record as Record<string, unknown>, keys);
      return record;
    },
  });
}

function removeUndefined(
  record: Record<string, unknown>,
  keys: readonly string[],
): void {
  for (const key of keys) {
    if (Object.hasOwn(record, key) && record[key] === undefined)
      delete record[key];
  }
}
