import { InvalidArgumentError } from "../errors/query-error";

/**
 * Which ends belong to a range: `[` and `]` include, `(` and `)` leave out.
 *
 * @example
 * ```ts
 * const bounds: RangeBounds = "[]";
 * new Range(1, 4, bounds).upperInclusive;   // true
 * ```
 */
export type RangeBounds = "[)" | "[]" | "(]" | "()";

/**
 * A value of a range column, frozen. A bound of null is open: the range has no
 * end on that side. PostgreSQL writes ranges of whole numbers and days with
 * `[` and `)`: what is saved as 1 to 4, both included, is read as 1 to 5, the
 * upper end left out.
 *
 * @example
 * ```ts
 * @Table()
 * class Booking extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "integer" }) declare room: number;
 *   @Column({ type: "daterange" }) declare stay: Range<string>;
 * }
 *
 * await Booking.create({ room: 7, stay: new Range("2024-05-01", "2024-05-04") });
 * // insert into "bookings" ("room", "stay") values ($1, $2) returning …
 * await Booking.where({ stay: { overlaps: new Range<string>("2024-05-03", null) } });
 * // select … from "bookings" where "stay" && $1
 * ```
 */
export class Range<Value> {
  /** The lower end; null when there is none. */
  readonly lower: Value | null;
  /** The upper end; null when there is none. */
  readonly upper: Value | null;
  /** Whether the lower end belongs to it. */
  readonly lowerInclusive: boolean;
  /** Whether the upper end belongs to it. */
  readonly upperInclusive: boolean;
  /** Whether nothing lies in it, as in `Range.empty()`. */
  readonly isEmpty: boolean;

  /**
   * @param lower null for no lower end
   * @param upper null for no upper end
   * @param bounds which ends belong to it; an end that is not there never does
   * @throws InvalidArgumentError when `bounds` is none of the four
   */
  constructor(
    lower: Value | null,
    upper: Value | null,
    bounds: RangeBounds | "empty" = "[)",
  ) {
    if (!/^(?:[[(][\])]|empty)$/.test(bounds)) throw unknownBounds(bounds);
    this.isEmpty = bounds === "empty";
    this.lower = lower;
    this.upper = upper;
    this.lowerInclusive = lower !== null && bounds.startsWith("[");
    this.upperInclusive = upper !== null && bounds.endsWith("]");
    Object.freeze(this);
  }

  /**
   * The range in which nothing lies.
   *
   * @example
   * ```ts
   * Range.empty().isEmpty;   // true
   * ```
   */
  static empty(): Range<never> {
    return new Range<never>(null, null, "empty");
  }
}

function unknownBounds(bounds: unknown): InvalidArgumentError {
  return new InvalidArgumentError(
    `new Range: ${JSON.stringify(bounds)} says nothing about the ends.`,
    { hint: 'Write "[)", "[]", "(]" or "()".' },
  );
}
