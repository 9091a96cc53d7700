import { ArxError } from "./arx-error";

/**
 * Raised when a row says that it is of a class that arx does not know: one that
 * was taken away, or whose file is not loaded.
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
 * @Subtype()
 * class Car extends Vehicle {}
 *
 * await Car.create({});
 * await sql`alter table ${Vehicle} drop constraint vehicles_type_check`;
 * await sql`update ${Vehicle} set type = 'boat'`;
 * await Vehicle.all();
 * // throws SubclassNotFoundError: A row of Vehicle is of the class "boat", and those that are loaded are "car".
 * ```
 */
export class SubclassNotFoundError extends ArxError {
  readonly code = "SUBCLASS_NOT_FOUND";

  /**
   * @param model the class that was asked
   * @param alias what the row says
   * @param known what rows of the loaded classes say
   */
  constructor(
    readonly model: string,
    readonly alias: string | null,
    readonly known: readonly string[],
  ) {
    const list = known.map((each) => JSON.stringify(each)).join(", ");
    super(
      `A row of ${model} is of the class ${JSON.stringify(alias)}, and those that are loaded are ${list}.`,
      {
        hint: "Load the file of the class with the others, or write @Subtype('…') with the name that the rows have.",
      },
    );
  }
}
