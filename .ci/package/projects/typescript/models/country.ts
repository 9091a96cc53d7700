import { Column, HasMany, ManagedObject, PrimaryKey, Table } from "arx";
import { Length } from "class-validator";
import { City } from "./city.js";

@Table()
export class Country extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Length(2, 2)
  @Column({ type: "char", length: 2, unique: true })
  declare code: string;
  @Column() declare name: string;
  @HasMany(() => City, (city) => city.country) declare cities: HasMany<City>;
}
