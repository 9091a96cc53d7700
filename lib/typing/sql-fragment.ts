/** What the sql tag makes, seen by its shape. */
export interface SqlFragment {
  readonly kind: "fragment";
  readonly texts: readonly string[];
  readonly operands: readonly object[];
}

/** SQL as text, or made with the sql tag. */
export type SqlSource = string | SqlFragment;
