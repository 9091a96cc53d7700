/** What can be said of the name of any column that a decorator makes. */
export interface ColumnNaming {
  /** The name of the column; left out, the property in snake_case. */
  name?: string;
  /** A sentence about the column, kept in the database. */
  comment?: string;
  /** The name of the column before a rename. */
  renamedFrom?: string;
}
