/** A query, seen by its shape. */
export interface QueryShape {
  /** The statement that it is. */
  readonly toSQL: () => {
    /** Its text. */
    readonly text: string;
    /** What stands for `$1` and so on. */
    readonly parameters: readonly (string | null)[];
  };
}
