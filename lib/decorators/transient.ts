import type { ReservedName } from "../typing/refused";
import type { ReservedMember } from "../typing/reserved-members";
import { propertyDraft } from "./append";

/** A decorator of a field that is no column. */
export type TransientDecorator = <T extends object, K extends keyof T & string>(
  target: T,
  property: K & NoInfer<K extends ReservedMember ? ReservedName<K> : unknown>,
) => void;

/**
 * Says that a field is no column: it is never in SQL, and never in JSON. A field
 * without a decorator is none either; this says that it is meant so.
 *
 * @example
 * ```ts
 * @Table()
 * class Visitor extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare name: string;
 *   @Transient() declare greeting: string;
 *   declare [Virtual]?: "greeting";
 * }
 *
 * const visitor = await Visitor.create({ name: "Ada" });
 * // insert into "visitors" ("name") values ($1) returning …
 * visitor.greeting = "Hello";
 * visitor.toJSON();   // { id: 1, name: "Ada" }
 * ```
 */
export function Transient(): TransientDecorator {
  return (target: object, property: unknown) => {
    propertyDraft(target, property).members.push({
      kind: "transient",
      property: property as string,
    });
  };
}
