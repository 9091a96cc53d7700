import {
  Column,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Seed,
  Table,
} from "arx";
import { Country } from "./country";

/** A continent, or a part of one. */
@Table({ comment: "Continents and the parts they are divided into" })
@Seed(
  [
    { name: "Africa" },
    { name: "Americas" },
    { name: "Antarctic" },
    { name: "Asia" },
    { name: "Europe" },
    { name: "Oceania" },
  ],
  { upsert: { conflictKey: "name" } },
)
export class Region extends ManagedObject {
  @PrimaryKey({ type: "integer" })
  declare id: number;

  @Column({ unique: true })
  declare name: string;

  @Relate(() => Region)
  declare parent: Relate<Region | null>;

  @HasMany(() => Region, (region) => region.parent)
  declare parts: HasMany<Region>;

  @HasMany(() => Country, (country) => country.region)
  declare countries: HasMany<Country>;
}
