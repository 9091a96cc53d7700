import type { ModelOf } from "../typing/keys";
import { optionNames } from "../util/option-names";
import { checkOptions, classDraft, refuseContext } from "./append";
import { registerModel } from "./register-model";

/** The options of `@Subtype`. */
export interface SubtypeOptions {
  /** What the column of `@Discriminator` holds for records of the class; left out, the name of the class in snake_case. */
  alias?: string;
  /** Whether the class has no rows of its own, and only those below it have. */
  abstract?: boolean;
}

/**
 * Makes a class a model that shares the table of the model it extends, which
 * has a `@Discriminator`. What is written into that column stays the same when
 * the class is renamed or minified, if it is given.
 *
 * @example
 * ```ts
 * @Table()
 * abstract class Vehicle extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Discriminator() declare readonly type: string;
 *   declare [Generated]?: "type";
 * }
 *
 * @Subtype({ abstract: true })
 * abstract class MotorVehicle extends Vehicle {
 *   @Column() declare power: number;
 * }
 *
 * @Subtype("car")
 * class Car extends MotorVehicle {}
 *
 * @Subtype("bike")
 * class Bike extends Vehicle {}
 *
 * await MotorVehicle.all();   // select … from "vehicles" where "type" = $1
 * await Vehicle.all();        // select … from "vehicles"
 * Car.meta.inheritance?.alias;   // "car"
 * Bike.meta.table;               // "vehicles"
 * ```
 */
export function Subtype(
  subtype?: string | SubtypeOptions,
): <C extends ModelOf<object>>(model: C) => C {
  return <C extends ModelOf<object>>(model: C, ...rest: unknown[]): C => {
    refuseContext(model, rest);
    const options: SubtypeOptions =
      typeof subtype === "string" ? { alias: subtype } : (subtype ?? {});
    const draft = classDraft(model);
    checkOptions(draft, undefined, options, subtypeOptionNames);
    const { alias, abstract = false } = options;
    draft.subtype = { alias, isAbstract: abstract };
    if (abstract && alias !== undefined)
      draft.problems.push({
        property: undefined,
        message: "is an abstract @Subtype, and has a name for rows of its own.",
        fix: "Take alias away, or abstract.",
      });
    return registerModel(model, draft);
  };
}

const subtypeOptionNames = optionNames<SubtypeOptions>({
  alias: true,
  abstract: true,
});
