import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

/** How the texts of a type of time are read. */
interface Clock {
  readonly name: string;
  /** What a text must look like, in words. */
  readonly expected: string;
  readonly pattern: RegExp;
}

/** `time`: a time of day as text, to the microsecond: `09:30:00`, `23:59:59.999999`. */
export const timeType = clockType({
  name: "time",
  expected: "a time as HH:MM:SS",
  pattern: /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?$/,
});

/** `timetz`: a time of day and its distance from UTC: `09:30:00+02`, `23:59:59.999999-03:30`. */
export const timetzType = clockType({
  name: "timetz",
  expected: "a time with its offset as HH:MM:SS+HH:MM",
  pattern:
    /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(?:Z|([+-])(\d\d)(?::(\d\d)(?::(\d\d))?)?)$/,
});

function clockType(clock: Clock): ColumnType<string> {
  const { name, expected, pattern } = clock;
  return {
    name,
    sqlName: name,
    valueName: "string",
    encode: (value, at) => {
      if (typeof value !== "string")
        throw new TypeMismatchError(at, expected, describeValue(value));
      if (!pattern.test(value))
        throw new TypeMismatchError(at, expected, "another string");
      if (readTime(value, clock) === undefined)
        throw new TypeMismatchError(at, expected, "a time no clock shows");
      return value;
    },
    decode: (text) => text,
    equals: (left, right) => left === right || isSameTime(left, right, clock),
    toKey: (text) => readTime(text, clock) ?? text,
  };
}

function isSameTime(left: unknown, right: unknown, clock: Clock): boolean {
  const time = readTime(left, clock);
  return time !== undefined && time === readTime(right, clock);
}

/**
 * One text for all texts that PostgreSQL calls equal: the microseconds since
 * midnight and the seconds from UTC. Undefined when the text is no time of a
 * day; `24:00:00` is one to PostgreSQL.
 */
function readTime(value: unknown, { pattern }: Clock): string | undefined {
  const parts = typeof value === "string" ? pattern.exec(value) : null;
  if (parts === null) return undefined;
  const [, hours, minutes, seconds, fraction = "", sign, ...zone] = parts;
  const time = toSeconds(hours, minutes, seconds, 24);
  const offset = toSeconds(zone[0], zone[1], zone[2], 16);
  if (time === undefined || offset === undefined) return undefined;
  const microseconds = time * 1_000_000 + +fraction.padEnd(6, "0");
  // Not even a microsecond comes after the last second, and no zone is 16 hours away.
  if (microseconds > 24 * hourInMicroseconds || offset === 16 * 3600)
    return undefined;
  return `${String(microseconds)}${offset === 0 ? "+" : (sign ?? "+")}${String(offset)}`;
}

const hourInMicroseconds = 3_600_000_000;

/** @param limit the highest number of hours */
function toSeconds(
  hours = "0",
  minutes = "0",
  seconds = "0",
  limit: number,
): number | undefined {
  if (+minutes > 59 || +seconds > 59) return undefined;
  const total = (+hours * 60 + +minutes) * 60 + +seconds;
  return total > limit * 3600 ? undefined : total;
}
