import { Column, ManagedObject, ManyToMany, PrimaryKey, Table } from "arx";
import { Country } from "./country";
import { CountryCurrency } from "./country-currency";

/** Money. */
@Table()
export class Currency extends ManagedObject {
  @PrimaryKey()
  declare id: number;

  @Column({ type: "char", length: 3, unique: true, comment: "ISO 4217" })
  declare code: string;

  @Column()
  declare name: string;

  @ManyToMany(() => Country, { through: () => CountryCurrency })
  declare countries: ManyToMany<Country>;
}
