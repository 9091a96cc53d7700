import type { ModelDefinition } from "../metadata/definition";
import { assignAttributes } from "../persistence/assign-attributes";

/** A new record with attributes, not saved. */
export function buildRecord(
  { model }: ModelDefinition,
  attributes: object,
): object {
  // By Reflect, since a model's constructor may be private.
  const record = Reflect.construct(model as unknown as new () => object, []);
  assignAttributes(record, attributes);
  return record;
}
