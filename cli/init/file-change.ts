/** A file that is written, or whose text is replaced. */
export interface FileChange {
  /** Absolute. */
  readonly path: string;
  /** What stands in the file now; undefined when there is none. */
  readonly before: string | undefined;
  readonly text: string;
  /** What it is for, in a few words. */
  readonly purpose: string;
}
