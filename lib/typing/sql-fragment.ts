/** What the sql tag makes, seen by its shape. */
export interface SqlFragment {
  /** Tells it from other values. */
  readonly kind: "fragment";
  /** The pieces of text, one more than `operands`. */
  readonly texts: readonly string[];
  /** What stands between the texts. */
  readonly operands: readonly object[];
}

/** SQL as text, or made with the sql tag. */
export type SqlSource = string | SqlFragment;
