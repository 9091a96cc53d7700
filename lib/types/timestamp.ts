import { isDate } from "node:util/types";
import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import { parseTimestamp, parseTimestampWithZone } from "./parse-timestamp";

/** The first instant of PostgreSQL's calendar: 24 November 4714 BC, by the Gregorian calendar carried back. */
const earliest = Date.UTC(-4713, 10, 24);

const common = { valueName: "Date", equals: isSameInstant };

/** `timestamptz`: an instant; microseconds are cut to milliseconds when read. */
export const timestamptzType: ColumnType<Date> = {
  ...common,
  name: "timestamptz",
  sqlName: "timestamptz",
  encode: (value, at) => writeTimestamp(checkDate(value, at), "Z"),
  decode: parseTimestampWithZone,
};

/** `timestamp`: a date and time without a zone, read and written as UTC. */
export const timestampType: ColumnType<Date> = {
  ...common,
  name: "timestamp",
  sqlName: "timestamp",
  encode: (value, at) => writeTimestamp(checkDate(value, at), ""),
  decode: parseTimestamp,
};

/** A valid Date as PostgreSQL reads it: `2024-01-01T00:00:00.000`, the zone, and `BC` before the year 1. */
function writeTimestamp(date: Date, zone: "" | "Z"): string {
  const text = date.toISOString();
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return zone === "Z" ? text : text.slice(0, -1);
  // toISOString writes other years with a sign and six digits, which PostgreSQL refuses.
  const digits = String(year > 0 ? year : 1 - year).padStart(4, "0");
  const rest = text.slice(text.indexOf("-", 1), -1);
  return `${digits}${rest}${zone}${year > 0 ? "" : " BC"}`;
}

function checkDate(value: unknown, at: string): Date {
  if (!isDate(value) || Number.isNaN(value.getTime())) {
    throw new TypeMismatchError(at, "a Date", describeValue(value));
  }
  if (value.getTime() < earliest) {
    throw new TypeMismatchError(
      at,
      "a Date that PostgreSQL can hold",
      "one before November 4714 BC",
    );
  }
  return value;
}

function isSameInstant(left: unknown, right: unknown): boolean {
  return isDate(left) && isDate(right) && left.getTime() === right.getTime();
}
