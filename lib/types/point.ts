import { TypeMismatchError, UnreadableValueError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import { doubleType } from "./float";

/**
 * A value of a `point` column.
 *
 * @example
 * ```ts
 * @Table()
 * class Place extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "point" }) declare position: Point;
 * }
 *
 * await Place.create({ position: { x: 7.1, y: 50.73 } });
 * // insert into "places" ("position") values ($1) returning …
 * ```
 */
export interface Point {
  /** The first of its two numbers. */
  x: number;
  /** The second. */
  y: number;
}

/** `point`: a place in the plane, `{ x, y }`. */
export const pointType: ColumnType<Point> = {
  name: "point",
  sqlName: "point",
  valueName: "{ x: number; y: number }",
  encode: (value, at) => {
    if (!isPoint(value))
      throw new TypeMismatchError(at, "{ x, y }", describeValue(value));
    const x = doubleType.encode(value.x, `${at}.x`);
    return `(${x},${doubleType.encode(value.y, `${at}.y`)})`;
  },
  decode: readPoint,
  equals: (left, right) =>
    isPoint(left) &&
    isPoint(right) &&
    doubleType.equals(left.x, right.x) &&
    doubleType.equals(left.y, right.y),
};

/** Nothing beside `x` and `y`, which would be lost. */
function isPoint(value: unknown): value is Point {
  return (
    typeof value === "object" &&
    value !== null &&
    "x" in value &&
    "y" in value &&
    Object.keys(value).length === 2
  );
}

function readPoint(text: string, at: string): Point {
  const [, x, y] = /^\(([^,]+),([^,]+)\)$/.exec(text) ?? [];
  if (x !== undefined && y !== undefined) return { x: +x, y: +y };
  const hint = "Declare the column with the type it has in the database.";
  throw new UnreadableValueError(at, "text that is no point", hint);
}
