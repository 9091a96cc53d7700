import type { ModelClass, ModelDefinition } from "../metadata/definition";
import { aliasOf, discriminatorOf } from "../metadata/hierarchy";
import { definitionOf } from "../metadata/definitions";
import { applyFunctionDefaults } from "../metadata/function-defaults";
import { registeredKeys } from "../metadata/merge-drafts";
import { runHooksNow } from "../metadata/run-hooks";

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
  let kind: readonly [property: string, alias: string] | undefined;
  const made: C = new Proxy(model, {
    construct(target, parameters: unknown[], newTarget): object {
      const record = Reflect.construct(
        target as unknown as Constructor,
        parameters,
        newTarget,
      ) as Record<string, unknown>;
      if (keys === undefined) {
        keys = registeredKeys(model);
        kind = kindOf(model);
      }
      repair(record, keys);
      // The constructor of a class above runs for its subclasses as well, whose own comes last.
      if (kind !== undefined) record[kind[0]] = kind[1];
      // A class that extends this one comes back here from its own constructor.
      if ((newTarget as unknown) === made)
        finishRecord(record, definitionOf(made));
      return record;
    },
  });
  return made;
}

function finishRecord(record: object, definition: ModelDefinition): void {
  applyFunctionDefaults(record, definition);
  runHooksNow(record, definition, "afterInitialize");
}

/** What a record says of its class, where several share a table. */
function kindOf(
  model: ModelClass,
): readonly [property: string, alias: string] | undefined {
  const property = discriminatorOf(model)?.property;
  const alias = aliasOf(model);
  return property === undefined || alias === undefined
    ? undefined
    : [property, alias];
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
