import {
  Check,
  CompositeIndex,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { Country } from "./country";

/** One side of a border: each of two neighbours has a row of its own. */
@Table()
@CompositeIndex(["country", "neighbour"], { unique: true })
@Check("not_itself", "country_id <> neighbour_id")
export class Border extends ManagedObject {
  @PrimaryKey()
  declare id: number;

  @Relate(() => Country, {
    required: true,
    onDelete: "cascade",
    indexed: false,
  })
  declare country: Relate<Country>;

  @Relate(() => Country, { required: true, onDelete: "cascade" })
  declare neighbour: Relate<Country>;
}
