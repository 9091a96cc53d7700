/** What a field of a range column holds: a `Range`, seen by its shape. */
export interface RangeShape<V> {
  /** The lower end; null when there is none. */
  readonly lower: V | null;
  /** The upper end; null when there is none. */
  readonly upper: V | null;
  /** Whether the lower end belongs to it. */
  readonly lowerInclusive: boolean;
  /** Whether the upper end belongs to it. */
  readonly upperInclusive: boolean;
  /** Whether nothing lies in it. */
  readonly isEmpty: boolean;
}
