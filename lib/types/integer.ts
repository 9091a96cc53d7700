import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

/** `smallint`: two bytes. */
export const smallintType = integerType("smallint", -32_768, 32_767);

/** `integer`: four bytes. */
export const integerColumnType = integerType(
  "integer",
  -2_147_483_648,
  2_147_483_647,
);

function integerType(
  name: string,
  lowest: number,
  highest: number,
): ColumnType<number> {
  return {
    name,
    sqlName: name,
    valueName: "number",
    encode: (value, at) => encodeInteger(value, lowest, highest, at),
    decode: (text) => +text,
    equals: (left, right) => left === right,
  };
}

/**
 * The text of a whole number within bounds.
 * @throws TypeMismatchError for anything else: strings, fractions, NaN, numbers beyond the bounds.
 */
export function encodeInteger(
  value: unknown,
  lowest: number,
  highest: number,
  at: string,
): string {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new TypeMismatchError(at, "an integer", describeValue(value));
  }
  if (!Number.isInteger(value)) {
    throw new TypeMismatchError(at, "an integer", "a number with a fraction");
  }
  if (value < lowest || value > highest) {
    const range = `an integer from ${String(lowest)} to ${String(highest)}`;
    throw new TypeMismatchError(at, range, "a number beyond that");
  }
  return String(value);
}
