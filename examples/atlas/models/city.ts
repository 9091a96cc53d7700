import {
  Check,
  Column,
  CompositeIndex,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { Country } from "./country";

/** A place where people live together. */
@Table({
  comment:
    "Places with about a thousand inhabitants or more, from geonames.org",
})
@CompositeIndex(["country", "population"])
@Check("population", "population >= 0")
@Check("position", "abs(latitude) <= 90 and abs(longitude) <= 180")
export class City extends ManagedObject {
  @PrimaryKey()
  declare id: number;

  @Column({
    type: "integer",
    unique: true,
    comment: "The id of the place at geonames.org",
  })
  declare geonameId: number;

  @Column({ type: "varchar", length: 200, indexed: true })
  declare name: string;

  @Relate(() => Country, {
    required: true,
    onDelete: "cascade",
    indexed: false,
  })
  declare country: Relate<Country>;

  @Column({
    type: "varchar",
    length: 10,
    nullable: true,
    comment: "The first-level division inside the country",
  })
  declare adminCode: string | null;

  @Column({
    type: "varchar",
    length: 5,
    comment: "The kind of place: PPLC is a capital, PPLX a part of a city",
  })
  declare featureCode: string;

  @Column({
    type: "integer",
    indexed: true,
    comment: "0 where nobody has counted",
  })
  declare population: number;

  @Column({ type: "double precision" })
  declare latitude: number;

  @Column({ type: "double precision" })
  declare longitude: number;
}
