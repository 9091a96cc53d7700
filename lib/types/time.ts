import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

const pattern = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?$/;
const expected = "a time as HH:MM:SS";

/** `time`: a time of day as text, to the microsecond: `09:30:00`, `23:59:59.999999`. */
export const timeType: ColumnType<string> = {
  name: "time",
  sqlName: "time",
  valueName: "string",
  isMutable: false,
  encode: (value, at) => {
    if (typeof value !== "string")
      throw new TypeMismatchError(at, expected, describeValue(value));
    if (!pattern.test(value))
      throw new TypeMismatchError(at, expected, "another string");
    if (readMicroseconds(value) === undefined) {
      throw new TypeMismatchError(at, expected, "a time no clock shows");
    }
    return value;
  },
  decode: (text) => text,
  equals: (left, right) => left === right || isSameTime(left, right),
};

function isSameTime(left: unknown, right: unknown): boolean {
  const microseconds = readMicroseconds(left);
  return microseconds !== undefined && microseconds === readMicroseconds(right);
}

/** Microseconds since midnight, or undefined when the text is no time of a day; `24:00:00` is one to PostgreSQL. */
function readMicroseconds(value: unknown): number | undefined {
  const parts = typeof value === "string" ? pattern.exec(value) : null;
  if (parts === null) return undefined;
  const [, hours = "", minutes = "", seconds = "0", fraction = ""] = parts;
  if (+minutes > 59 || +seconds > 59) return undefined;
  const whole = (+hours * 60 + +minutes) * 60 + +seconds;
  const total = whole * 1_000_000 + +fraction.padEnd(6, "0");
  return total > 86_400_000_000 ? undefined : total;
}
