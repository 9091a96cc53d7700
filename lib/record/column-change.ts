import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";

/** One column that a save would write. */
export interface ColumnChange {
  readonly column: ColumnDefinition;
  /** The value in the database; undefined when it is not known: the record is new, or the column was not selected. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Everything that saving a record would write, as a frozen value. */
export interface ChangeSet {
  readonly definition: ModelDefinition;
  readonly isNew: boolean;
  /** In the order of the model's columns. */
  readonly changes: readonly ColumnChange[];
}
