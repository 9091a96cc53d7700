import {
  Column,
  CompositeIndex,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { Country } from "./country";
import { Currency } from "./currency";

/** A currency that is used in a country, and how it is written there. */
@Table()
@CompositeIndex(["country", "currency"], { unique: true })
export class CountryCurrency extends ManagedObject {
  @PrimaryKey()
  declare id: number;

  @Relate(() => Country, {
    required: true,
    onDelete: "cascade",
    indexed: false,
  })
  declare country: Relate<Country>;

  @Relate(() => Currency, { required: true, onDelete: "cascade" })
  declare currency: Relate<Currency>;

  @Column({
    type: "varchar",
    length: 10,
    comment: "The sign that is used in this country",
  })
  declare symbol: string;
}
