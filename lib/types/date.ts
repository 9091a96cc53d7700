import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

const pattern = /^(\d{4,7})-(\d\d)-(\d\d)( BC)?$/;
const expected = "a date as YYYY-MM-DD";

/** `date`: a day as text, so that no time zone can shift it: `2024-02-29`, `0044-03-15 BC`, `infinity`. */
export const dateType: ColumnType<string> = {
  name: "date",
  sqlName: "date",
  valueName: "string",
  encode: (value, at) => {
    if (typeof value !== "string")
      throw new TypeMismatchError(at, expected, describeValue(value));
    if (isInfinite(value)) return value;
    const parts = pattern.exec(value);
    if (parts === null)
      throw new TypeMismatchError(at, expected, "another string");
    if (!isDayOfCalendar(parts))
      throw new TypeMismatchError(at, expected, "a day no calendar has");
    return value;
  },
  decode: (text) => text,
  equals: (left, right) => left === right,
};

function isInfinite(text: string): boolean {
  return text === "infinity" || text === "-infinity";
}

function isDayOfCalendar([
  ,
  year = "",
  month = "",
  day = "",
  era,
]: RegExpExecArray): boolean {
  if (+year === 0 || +month < 1 || +month > 12 || +day < 1) return false;
  return +day <= daysInMonth(era === undefined ? +year : 1 - +year, +month);
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap ? 29 : 28;
}

/** The day after another one; what has none, `infinity`, stays as it is. */
export function nextDay(value: unknown): unknown {
  const parts = typeof value === "string" ? pattern.exec(value) : null;
  if (parts === null) return value;
  const [, digits = "", month = "", day = "", era] = parts;
  const year = era === undefined ? +digits : 1 - +digits;
  if (+day < daysInMonth(year, +month)) return writeDay(year, +month, +day + 1);
  return +month < 12 ? writeDay(year, +month + 1, 1) : writeDay(year + 1, 1, 1);
}

/** @param year 0 is the year 1 BC */
function writeDay(year: number, month: number, day: number): string {
  const pad = (value: number, length: number): string =>
    String(value).padStart(length, "0");
  const digits = pad(year > 0 ? year : 1 - year, 4);
  return `${digits}-${pad(month, 2)}-${pad(day, 2)}${year > 0 ? "" : " BC"}`;
}
