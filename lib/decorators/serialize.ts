import type { MemberShape } from "../metadata/draft-values";
import type { KnownOptions } from "../typing/refused";
import type { SerializedField, SerializeOptions } from "../typing/serialize";
import { optionNames } from "../util/option-names";
import { checkOptions, propertyDraft } from "./append";

/** A decorator of a field, an accessor or a method that can do what the options ask. */
export type SerializeDecorator<O> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: SerializedField<T, K, O>,
  descriptor?: PropertyDescriptor,
) => void;

/**
 * Says what `toJSON` writes and `read` takes: of a field, a getter, a setter or a
 * method, and of a column that is to go one way only. A getter, and a method
 * without a parameter, give a value; a setter, and a method with a parameter, take one.
 *
 * @example
 * ```ts
 * @Table()
 * class Visitor extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare name: string;
 *   @Serialize({ input: false }) @Column({ default: 0 }) declare visits: number;
 *   declare [Defaulted]?: "visits";
 *   declare [Virtual]?: "initial";
 *
 *   @Serialize()
 *   get initial(): string {
 *     return this.name.charAt(0);
 *   }
 * }
 *
 * const visitor = await Visitor.create({ name: "Ada" });
 * // insert into "visitors" ("name") values ($1) returning …
 * visitor.toJSON();              // { id: 1, name: "Ada", visits: 0, initial: "A" }
 * visitor.read({ visits: 9 });   // throws InvalidInputError
 * ```
 */
export function Serialize<const O extends SerializeOptions = object>(
  options?: O & KnownOptions<O, SerializeOptions>,
): SerializeDecorator<O> {
  return (
    target: object,
    property: unknown,
    descriptor?: PropertyDescriptor,
  ) => {
    const draft = propertyDraft(target, property);
    checkOptions(draft, property as string, options, serializeOptionNames);
    const given: SerializeOptions = options ?? {};
    draft.members.push({
      kind: "serialize",
      property: property as string,
      member: shapeOf(descriptor),
      input: given.input,
      output: given.output,
      name: given.name,
      omitNull: given.omitNull,
    });
  };
}

const serializeOptionNames = optionNames<SerializeOptions>({
  input: true,
  output: true,
  name: true,
  omitNull: true,
});

/** A field has no descriptor; some compilers pass an empty one. */
function shapeOf(descriptor: PropertyDescriptor | undefined): MemberShape {
  const value: unknown = descriptor?.value;
  if (typeof value === "function")
    return value.length === 0 ? "giving method" : "taking method";
  const takes = descriptor?.set !== undefined;
  if (descriptor?.get !== undefined) return takes ? "accessor" : "getter";
  return takes ? "setter" : "field";
}
