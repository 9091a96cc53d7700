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
    construct(target, parameters: unknown[], newTarget): object {
      const record = Reflect.construct(
        target as unknown as Constructor,
        parameters,
        newTarget,
      ) as Record<string, unknown>;
      keys ??= registeredKeys(model);
      repair(record, keys);
      return record;
    },
  });
}

type Constructor = new (...parameters: unknown[]) => Record<string, unknown>;

function repair(
  record: Record<string, unknown>,
  keys: readonly string[],
): void {
  for (const key of keys) {
    if (!Object.hasOwn(record, key)) continue;
    const value = record[key];
    if (value === undefined) Reflect.deleteProperty(record, key);
    // A relation's initial value belongs to its accessor, which the field hides.
    else if (key in Object.getPrototypeOf(record)) {
      Reflect.deleteProperty(record, key);
      record[key] = value;
    }
  }
}
