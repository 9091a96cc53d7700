import type { ColumnField } from "../typing/column-field";
import type { ColumnNaming } from "../typing/column-naming";
import type { IsReadonly } from "../typing/is-readonly";
import type { Refused } from "../typing/refused";
import { optionNames } from "../util/option-names";
import { decorateColumn } from "./draft-column";

/** The options of `@Discriminator`. */
export interface DiscriminatorOptions extends ColumnNaming {
  /** Whether the column gets an index; yes unless this is false. */
  indexed?: boolean;
}

/** A decorator of a readonly field that holds a text. */
export type DiscriminatorDecorator = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: ColumnField<T, K, { type: "text" }> &
    NoInfer<
      IsReadonly<T, K> extends true
        ? unknown
        : Refused<"arx: the class of a row cannot be assigned; declare the field readonly">
    >,
) => void;

/**
 * Makes a field the column that says of which class a row is, so that the
 * classes below this one share its table: each has `@Subtype`, and its name is
 * what the column holds. A query of the model gives records of all of them,
 * each of its own class.
 *
 * @example
 * ```ts
 * @Table()
 * abstract class Vehicle extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Discriminator() declare readonly type: string;
 *   declare [Generated]?: "type";
 *   @Column() declare name: string;
 * }
 *
 * @Subtype()
 * class Car extends Vehicle {
 *   @Column() declare doors: number;
 * }
 *
 * @Subtype("lorry")
 * class Truck extends Vehicle {
 *   @Column() declare payload: number;
 * }
 *
 * await Car.create({ name: "Beetle", doors: 2 });
 * // insert into "vehicles" ("type", "name", "doors") values ($1, $2, $3) returning …
 * const [vehicle] = await Vehicle.all();   // select … from "vehicles"
 * vehicle instanceof Car;                  // true
 * await Truck.count();                     // select count(*) from "vehicles" where "type" = $1
 * ```
 *
 * @example
 * ```ts
 * @Table()
 * abstract class Shape extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Discriminator() declare readonly type: string;
 *   declare [Generated]?: "type";
 * }
 *
 * @Subtype()
 * class Circle extends Shape {
 *   @Column() declare radius: number;
 * }
 * // "type" text not null
 * // "radius" integer
 * // constraint "shapes_type_check" check ("type" in ('circle'))
 * // constraint "shapes_radius_required_check" check ("type" <> 'circle' or "radius" is not null)
 * // create index "idx_shapes_type" on "public"."shapes" ("type")
 * ```
 */
export function Discriminator(
  options: DiscriminatorOptions = {},
): DiscriminatorDecorator {
  const { indexed = true } = options;
  const column = { ...options, type: "text", indexed } as const;
  return decorateColumn(
    "discriminator",
    options,
    discriminatorOptionNames,
    column,
  );
}

const discriminatorOptionNames = optionNames<DiscriminatorOptions>({
  name: true,
  comment: true,
  renamedFrom: true,
  indexed: true,
});
