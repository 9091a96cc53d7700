import type { Database } from "../../lib";
import { MigrationBuilder } from "../../lib/migration/migration-builder";
import { TableBuilder } from "../../lib/migration/table-builder";
import { City, Country } from "./models";

/** The rows that examples of doc comments find, in place of all others. */
export const newRows = `
  truncate cities, countries, country_languages, languages restart identity;
  insert into countries (code, name) values ('de', 'Germany'), ('fr', 'France');
  insert into languages (name) values ('German');
  insert into cities (name, population, country_id) values
    ('Berlin', 3769000, 1), ('Bon', 331000, 1), ('Paris', 2103000, 2)`;

/** How the values are made that examples of doc comments use without declaring them. */
export const makers = {
  db: (db: Database) => db,
  /** Bonn, with a mistake in its name. */
  city: () => City.find(2),
  country: () => Country.find(1),
  /** A migration in the making. */
  m: () => new MigrationBuilder(),
  /** The table "cities" of a migration in the making. */
  t: () => new TableBuilder({ schema: "public", name: "cities" }),
  /** Something that a program does with a text. */
  notify: () => (text: string) => text,
};

export type Values = {
  [Name in keyof typeof makers]: Awaited<ReturnType<(typeof makers)[Name]>>;
};
