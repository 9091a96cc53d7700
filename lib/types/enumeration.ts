/** An enum type of PostgreSQL by its full name. */
export interface EnumTypeName {
  /** The schema it is in. */
  readonly schema: string;
  /** Its name in that schema. */
  readonly name: string;
}

/** What a column of an enum may hold. */
export interface Enumeration {
  /** The values of the field. */
  readonly values: readonly (string | number)[];
  /** What the database holds for each of them. */
  readonly texts: readonly string[];
  /** The type that lists them in the database; undefined where a check does. */
  readonly type: EnumTypeName | undefined;
}
