/** Under which a fragment has, for the compiler alone, the type of the value that it stands for. */
declare const fragmentValue: unique symbol;

/** What the sql tag makes, seen by its shape. `V` is the type of the value that it stands for. */
export interface SqlFragment<out V = unknown> {
  /** Tells it from other values. */
  readonly kind: "fragment";
  /** The pieces of text, one more than `operands`. */
  readonly texts: readonly string[];
  /** What stands between the texts. */
  readonly operands: readonly object[];
  /** Never there: the type that was said of its value, as in sql<number>`…`. */
  readonly [fragmentValue]?: V;
}

/** SQL as text, or made with the sql tag. */
export type SqlSource = string | SqlFragment;
