import { Column, ManagedObject, ManyToMany, PrimaryKey, Table } from "arx";
import { Country } from "./country";
import { CountryLanguage } from "./country-language";

/** A language that some country has made official. */
@Table()
export class Language extends ManagedObject {
  @PrimaryKey()
  declare id: number;

  @Column({ type: "char", length: 3, unique: true, comment: "ISO 639-3" })
  declare code: string;

  @Column()
  declare name: string;

  @ManyToMany(() => Country, { through: () => CountryLanguage })
  declare countries: ManyToMany<Country>;
}
