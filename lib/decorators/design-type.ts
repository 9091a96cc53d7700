import "reflect-metadata";

/** The type of a field as the compiler wrote it down; undefined when it writes nothing. */
export function designTypeOf(target: object, property: string): unknown {
  return Reflect.getMetadata("design:type", target, property) as unknown;
}
