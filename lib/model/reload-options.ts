/** What `reload` reads. */
export interface ReloadOptions {
  /** Columns with `omitByDefault` that are to be read as well. */
  readonly columns?: readonly string[];
}
