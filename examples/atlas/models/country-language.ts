import {
  Column,
  CompositeIndex,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { Country } from "./country";
import { Language } from "./language";

/** A language that is official in a country, and what the country is called in it. */
@Table()
@CompositeIndex(["country", "language"], { unique: true })
export class CountryLanguage extends ManagedObject {
  @PrimaryKey()
  declare id: number;

  @Relate(() => Country, {
    required: true,
    onDelete: "cascade",
    indexed: false,
  })
  declare country: Relate<Country>;

  @Relate(() => Language, { required: true, onDelete: "cascade" })
  declare language: Relate<Language>;

  @Column({
    type: "text",
    nullable: true,
    comment: "The country's name in this language",
  })
  declare nativeName: string | null;
}
