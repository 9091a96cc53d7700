import type { Plurals } from "../util/inflection";

/** How names are made where none is given, for all models of a program. */
export interface NamingSettings {
  /** What the name of every table begins with. */
  readonly tablePrefix: string;
  /** The schema of tables whose `@Table` names none. */
  readonly schema: string;
  /** Whether names become snake_case, and those of tables plural, or stay as they are written. */
  readonly naming: "snake" | "preserve";
  /** Plurals by singular, or a function that gives the plural of a word and undefined where arx is to make it. */
  readonly plurals: Plurals;
}
