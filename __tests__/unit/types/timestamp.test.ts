import {
  TypeMismatchError,
  UnreadableValueError,
} from "../../../lib/errors/query-error";
import { timestampType, timestamptzType } from "../../../lib/types/timestamp";

const at = "Event.startsAt";
const year = (value: number, month = 0, day = 1): Date => {
  const date = new Date(0);
  date.setUTCFullYear(value, month, day);
  return date;
};

describe("timestamptz", () => {
  test.each([
    ["2024-02-29 12:34:56+00", "2024-02-29T12:34:56.000Z"],
    ["2024-02-29 12:34:56.1+00", "2024-02-29T12:34:56.100Z"],
    ["2024-02-29 12:34:56.12+00", "2024-02-29T12:34:56.120Z"],
    ["2024-02-29 12:34:56.123+00", "2024-02-29T12:34:56.123Z"],
    ["2024-02-29 12:34:56.123999+00", "2024-02-29T12:34:56.123Z"],
    ["1969-12-31 23:59:59.999999+00", "1969-12-31T23:59:59.999Z"],
    ["0100-01-01 00:00:00+00", "0100-01-01T00:00:00.000Z"],
    ["0099-01-01 00:00:00+00", "0099-01-01T00:00:00.000Z"],
    ["0001-01-01 00:00:00.5+00", "0001-01-01T00:00:00.500Z"],
    ["9999-12-31 23:59:59+00", "9999-12-31T23:59:59.000Z"],
    ["12024-01-01 00:00:00+00", "+012024-01-01T00:00:00.000Z"],
    ["275760-09-13 00:00:00+00", "+275760-09-13T00:00:00.000Z"],
    ["275760-09-13 13:00:00+13", "+275760-09-13T00:00:00.000Z"],
    ["0001-12-31 23:00:00+00 BC", "0000-12-31T23:00:00.000Z"],
    ["0044-03-15 12:00:00.25+00 BC", "-000043-03-15T12:00:00.250Z"],
    ["2024-01-01 05:30:00+05:30", "2024-01-01T00:00:00.000Z"],
    ["2023-12-31 19:00:00-05", "2024-01-01T00:00:00.000Z"],
    ["2023-12-31 20:30:00.75-03:30", "2024-01-01T00:00:00.750Z"],
    ["1937-01-01 00:19:32+00:19:32", "1937-01-01T00:00:00.000Z"],
    ["1883-01-01 00:00:00-04:56:02", "1883-01-01T04:56:02.000Z"],
  ])("reads %s", (text, iso) => {
    expect(timestamptzType.decode(text, at).toISOString()).toBe(iso);
  });

  test.each([
    [new Date("2024-02-29T12:34:56.789Z"), "2024-02-29T12:34:56.789Z"],
    [year(1), "0001-01-01T00:00:00.000Z"],
    [year(0), "0001-01-01T00:00:00.000Z BC"],
    [year(-43, 2, 15), "0044-03-15T00:00:00.000Z BC"],
    [year(-4713, 10, 24), "4714-11-24T00:00:00.000Z BC"],
    [year(10_000), "10000-01-01T00:00:00.000Z"],
    [new Date(8.64e15), "275760-09-13T00:00:00.000Z"],
  ])("writes %p", (date, text) => {
    expect(timestamptzType.encode(date, at)).toBe(text);
  });

  test.each([
    ["2024-01-01", "a string"],
    [0, "a number"],
    [new Date(Number.NaN), "an invalid Date"],
    [null, "null"],
  ])("refuses %p", (value, received) => {
    expect(() => timestamptzType.encode(value as Date, at)).toThrow(
      `Event.startsAt takes a Date, not ${received}.`,
    );
  });

  test("refuses a Date before PostgreSQL's calendar", () => {
    expect(() => timestamptzType.encode(new Date(-8.64e15), at)).toThrow(
      TypeMismatchError,
    );
    expect(() => timestamptzType.encode(year(-4713, 10, 23), at)).toThrow(
      "Event.startsAt takes a Date that PostgreSQL can hold, not one before November 4714 BC.",
    );
  });

  test.each(["infinity", "-infinity"])(
    "%s is an error and no made-up Date",
    (text) => {
      expect(() => timestamptzType.decode(text, at)).toThrow(
        UnreadableValueError,
      );
      expect(() => timestamptzType.decode(text, at)).toThrow(
        `Event.startsAt holds ${text}, which a JavaScript Date cannot hold.`,
      );
    },
  );

  test("the error for infinity says what to do", () => {
    let error: unknown;
    try {
      timestamptzType.decode("infinity", at);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({
      code: "UNREADABLE_VALUE",
      at,
      hint: 'Cast the column to text in an sql`…` query to read it, or keep null for "no end".',
    });
  });

  test("an instant after the last Date is an error", () => {
    expect(() =>
      timestamptzType.decode("294276-12-31 23:59:59+00", at),
    ).toThrow(
      "Event.startsAt holds an instant after the year 275760, which a JavaScript Date cannot hold.",
    );
  });

  test("a session with another DateStyle is an error", () => {
    expect(() => timestamptzType.decode("01/02/2024 00:00:00 UTC", at)).toThrow(
      "Event.startsAt holds a timestamp that is not in ISO style.",
    );
    expect(() =>
      timestamptzType.decode("Mon Jan 01 00:00:00 2024 UTC", at),
    ).toThrow("Event.startsAt holds a timestamp that is not in ISO style.");
  });

  test("is compared by time", () => {
    expect(timestamptzType.equals(new Date(5), new Date(5))).toBe(true);
    expect(timestamptzType.equals(new Date(5), new Date(6))).toBe(false);
    expect(timestamptzType.equals(new Date(5), 5 as never)).toBe(false);
  });
});

describe("timestamp", () => {
  test.each([
    ["2024-02-29 12:34:56.789123", "2024-02-29T12:34:56.789Z"],
    ["2024-02-29 12:34:56", "2024-02-29T12:34:56.000Z"],
    ["0044-03-15 12:00:00 BC", "-000043-03-15T12:00:00.000Z"],
    ["10000-01-01 00:00:00", "+010000-01-01T00:00:00.000Z"],
  ])("reads %s as UTC", (text, iso) => {
    expect(timestampType.decode(text, at).toISOString()).toBe(iso);
  });

  test("is written as UTC, without a zone", () => {
    expect(timestampType.encode(new Date("2024-02-29T12:34:56.789Z"), at)).toBe(
      "2024-02-29T12:34:56.789",
    );
    expect(timestampType.encode(year(0), at)).toBe(
      "0001-01-01T00:00:00.000 BC",
    );
  });

  test("refuses infinity", () => {
    expect(() => timestampType.decode("infinity", at)).toThrow(
      "Event.startsAt holds infinity, which a JavaScript Date cannot hold.",
    );
  });
});
