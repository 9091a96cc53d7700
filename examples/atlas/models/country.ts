import {
  Check,
  Column,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { Border } from "./border";
import { City } from "./city";
import { CountryCurrency } from "./country-currency";
import { CountryLanguage } from "./country-language";
import { Currency } from "./currency";
import { Language } from "./language";
import { Region } from "./region";

/** A name as it is used every day, and in full. */
export interface CountryName {
  readonly common: string;
  readonly official: string;
}

/** A country or territory. */
@Table({ comment: "Countries and territories of ISO 3166-1, and Kosovo" })
@Check("area", "area > 0")
export class Country extends ManagedObject {
  @PrimaryKey()
  declare id: number;

  @Column({
    type: "char",
    length: 2,
    unique: true,
    comment: "ISO 3166-1 alpha-2",
  })
  declare code: string;

  @Column({
    type: "char",
    length: 3,
    unique: true,
    comment: "ISO 3166-1 alpha-3",
  })
  declare longCode: string;

  @Column({ unique: true })
  declare name: string;

  @Column()
  declare officialName: string;

  @Column({
    enum: ["officially-assigned", "user-assigned"],
    comment: "What the codes are in ISO 3166-1",
  })
  declare status: "officially-assigned" | "user-assigned";

  @Column({
    type: "boolean",
    nullable: true,
    comment: "Null where it is disputed",
  })
  declare independent: boolean | null;

  @Column({ comment: "A member of the United Nations" })
  declare unMember: boolean;

  @Column()
  declare landlocked: boolean;

  @Column({
    type: "numeric",
    precision: 12,
    scale: 2,
    nullable: true,
    comment: "km²; null where it is unknown",
  })
  declare area: string | null;

  @Column({ type: "double precision" })
  declare latitude: number;

  @Column({ type: "double precision" })
  declare longitude: number;

  @Column({ type: "text[]", comment: "Internet domains" })
  declare domains: string[];

  @Column({
    type: "jsonb",
    comment: "The name in other languages, by ISO 639-3",
  })
  declare translations: Readonly<Record<string, CountryName>>;

  @Relate(() => Region, { required: true })
  declare region: Relate<Region>;

  @Column({
    type: "text",
    nullable: true,
    comment:
      "The capital as the country names it, in the list of cities or not",
  })
  declare capitalName: string | null;

  @Relate(() => City)
  declare capital: Relate<City | null>;

  @HasMany(() => City, (city) => city.country)
  declare cities: HasMany<City>;

  @ManyToMany(() => Language, { through: () => CountryLanguage })
  declare languages: ManyToMany<Language>;

  @ManyToMany(() => Currency, { through: () => CountryCurrency })
  declare currencies: ManyToMany<Currency>;

  @ManyToMany(() => Country, {
    through: () => Border,
    near: (border) => border.country,
    far: (border) => border.neighbour,
  })
  declare neighbours: ManyToMany<Country>;
}
