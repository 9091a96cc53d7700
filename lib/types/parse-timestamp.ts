import { UnreadableValueError } from "../errors/query-error";

/** As PostgreSQL writes it, and with `T` and `Z` as arx does: that is what an encrypted column holds. */
const pattern =
  /^(\d{4,})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:Z|([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?( BC)?$/;

/**
 * The instant of a `timestamptz` in ISO style, whatever the session's time
 * zone; microseconds are cut to milliseconds.
 * @throws UnreadableValueError for `infinity` and instants beyond a Date's range.
 */
export function parseTimestampWithZone(text: string, at: string): Date {
  const end = text.length - 3;
  // "+00" at the end: a session in UTC, the usual case.
  if (
    text.charCodeAt(end) === 43 &&
    readTwo(text, end + 1) === 0 &&
    isUsualForm(text, end)
  ) {
    return parseUsualForm(text, end);
  }
  return parseAnyForm(text, at);
}

/**
 * The instant of a `timestamp`, taken as UTC.
 * @throws UnreadableValueError for `infinity` and instants beyond a Date's range.
 */
export function parseTimestamp(text: string, at: string): Date {
  const end = text.length;
  return isUsualForm(text, end)
    ? parseUsualForm(text, end)
    : parseAnyForm(text, at);
}

/** Whether the text up to `end` has the form `2024-01-01 00:00:00.123456`, of a year from 100 to 9999. */
function isUsualForm(text: string, end: number): boolean {
  return (
    end >= 19 &&
    end <= 26 &&
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(10) === 32 &&
    text.charCodeAt(end - 1) <= 57 &&
    // Date.UTC takes 0 to 99 for 1900 to 1999.
    readTwo(text, 0) > 0
  );
}

/** Character codes instead of `new Date(text)`: nearly twice as fast, and timestamps are most of what decoding costs. */
function parseUsualForm(text: string, end: number): Date {
  let milliseconds = 0;
  if (end > 19) {
    milliseconds = (text.charCodeAt(20) - 48) * 100;
    if (end > 21) milliseconds += (text.charCodeAt(21) - 48) * 10;
    if (end > 22) milliseconds += text.charCodeAt(22) - 48;
  }
  const year = readTwo(text, 0) * 100 + readTwo(text, 2);
  return new Date(
    Date.UTC(
      year,
      readTwo(text, 5) - 1,
      readTwo(text, 8),
      readTwo(text, 11),
      readTwo(text, 14),
      readTwo(text, 17),
      milliseconds,
    ),
  );
}

function readTwo(text: string, index: number): number {
  return text.charCodeAt(index) * 10 + text.charCodeAt(index + 1) - 528;
}

function parseAnyForm(text: string, at: string): Date {
  const parts = pattern.exec(text);
  if (parts === null) throw unreadable(text, at);
  const [
    ,
    year = "",
    month,
    day,
    hour,
    minute,
    second,
    fraction = "",
    ...rest
  ] = parts;
  const [sign, zoneHours = "0", zoneMinutes = "0", zoneSeconds = "0", era] =
    rest;
  const midnight = new Date(0).setUTCFullYear(
    era === undefined ? +year : 1 - +year,
    Number(month) - 1,
    Number(day),
  );
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  const offset = (+zoneHours * 60 + +zoneMinutes) * 60 + +zoneSeconds;
  const instant = seconds - (sign === "-" ? -offset : offset);
  const date = new Date(
    midnight + instant * 1000 + +fraction.padEnd(3, "0").slice(0, 3),
  );
  if (Number.isNaN(date.getTime()))
    throw unreadable("an instant after the year 275760", at);
  return date;
}

function unreadable(text: string, at: string): UnreadableValueError {
  if (/\d:\d/.test(text)) {
    const hint = "Leave the DateStyle of the session at ISO.";
    return new UnreadableValueError(
      at,
      "a timestamp that is not in ISO style",
      hint,
    );
  }
  const hint =
    'Cast the column to text in an sql`…` query to read it, or keep null for "no end".';
  return new UnreadableValueError(
    at,
    `${text}, which a JavaScript Date cannot hold`,
    hint,
  );
}
