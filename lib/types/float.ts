import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

const common = {
  valueName: "number",
  decode: (text: string) => Number(text),
  // -0 is 0 to PostgreSQL, and String writes it so.
  toKey: (text: string) => String(Number(text)),
};

/** `double precision`: what a JavaScript number is; NaN, the infinities and -0 are kept. */
export const doubleType: ColumnType<number> = {
  ...common,
  name: "double precision",
  sqlName: "double precision",
  encode: encodeFloat,
  equals: isSameNumber,
};

/** `real`: four bytes. Two numbers that round to the same four bytes are equal. */
export const realType: ColumnType<number> = {
  ...common,
  name: "real",
  sqlName: "real",
  encode: (value, at) => {
    const text = encodeFloat(value, at);
    if (isLostInReal(value)) {
      throw new TypeMismatchError(
        at,
        "a number within the range of real",
        "one beyond it",
      );
    }
    return text;
  },
  equals: (left, right) =>
    typeof left === "number" &&
    typeof right === "number" &&
    isSameNumber(Math.fround(left), Math.fround(right)),
};

function encodeFloat(value: unknown, at: string): string {
  if (typeof value !== "number")
    throw new TypeMismatchError(at, "a number", describeValue(value));
  return Object.is(value, -0) ? "-0" : String(value);
}

/** PostgreSQL calls NaN equal to NaN, and 0 to -0. */
function isSameNumber(left: number, right: number): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

function isLostInReal(value: number): boolean {
  const rounded = Math.fround(value);
  return (
    Number.isFinite(value) &&
    (!Number.isFinite(rounded) || (rounded === 0 && value !== 0))
  );
}
