import {
  Column,
  Defaulted,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  Table,
  Unique,
} from "../../lib";

/** The models that examples of doc comments use without declaring them. */

@Table()
export class Country extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "char", length: 2, unique: true }) declare code: string;
  @Column({ type: "text", unique: true }) declare name: string;
  @HasMany(() => City, (city) => city.country) declare cities: HasMany<City>;
  @ManyToMany(() => Language, { through: () => CountryLanguage })
  declare languages: ManyToMany<Language>;
}

@Table()
export class City extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @Column({ type: "integer", default: 0 }) declare population: number;
  @Column({ type: "boolean", default: false }) declare capital: boolean;
  @Relate(() => Country, { required: true }) declare country: Relate<Country>;
  declare [Defaulted]?: "population" | "capital";
}

@Table()
export class Language extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", unique: true }) declare name: string;
}

@Table()
@Unique(["country", "language"])
export class CountryLanguage extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Country, { required: true }) declare country: Relate<Country>;
  @Relate(() => Language, { required: true })
  declare language: Relate<Language>;
}

export const models = [City, Country, CountryLanguage, Language];
