import { timeType, timetzType } from "../../../lib/types/time";

const at = "Shift.start";

test.each(["00:00", "09:30:00", "23:59:59.999999", "24:00:00"])(
  "a time carries %s",
  (text) => {
    expect(timeType.encode(text, at)).toBe(text);
    expect(timeType.decode(text, at)).toBe(text);
  },
);

test.each(["", "9:30", "09:30:00.1234567", "09:30:00+01", "noon"])(
  "the string %p is no time",
  (text) => {
    expect(() => timeType.encode(text, at)).toThrow(
      "Shift.start takes a time as HH:MM:SS, not another string.",
    );
  },
);

test.each(["24:00:01", "25:00", "12:60", "12:00:60"])(
  "%s is a time no clock shows",
  (text) => {
    expect(() => timeType.encode(text, at)).toThrow(
      "Shift.start takes a time as HH:MM:SS, not a time no clock shows.",
    );
  },
);

test("a time is a string", () => {
  expect(() => timeType.encode(930 as never, at)).toThrow(
    "Shift.start takes a time as HH:MM:SS, not a number.",
  );
});

test("times are compared by value", () => {
  expect(timeType.equals("09:30", "09:30:00")).toBe(true);
  expect(timeType.equals("09:30:00.5", "09:30:00.500000")).toBe(true);
  expect(timeType.equals("09:30:00", "09:30:01")).toBe(false);
  expect(timeType.equals("09:30:00", "x")).toBe(false);
});

describe("a time with its offset", () => {
  test.each(["09:30+02", "09:30:00.5-03:30", "24:00:00Z", "00:00:00+15:59:59"])(
    "carries %s",
    (text) => {
      expect(timetzType.encode(text, at)).toBe(text);
      expect(timetzType.decode(text, at)).toBe(text);
    },
  );

  test.each(["09:30", "09:30:00 +02", "09:30+2", "09:30 CET", "+02"])(
    "is not %p, which would leave the offset to the session",
    (text) => {
      expect(() => timetzType.encode(text, at)).toThrow(
        "Shift.start takes a time with its offset as HH:MM:SS+HH:MM, not another string.",
      );
    },
  );

  test.each(["24:00:01Z", "09:60Z", "09:30+16", "09:30+12:60"])(
    "is not %s, which no clock shows",
    (text) => {
      expect(() => timetzType.encode(text, at)).toThrow(
        "Shift.start takes a time with its offset as HH:MM:SS+HH:MM, not a time no clock shows.",
      );
    },
  );

  test("is the same in another spelling, but not at another offset", () => {
    expect(timetzType.equals("09:30Z", "09:30:00+00:00")).toBe(true);
    expect(timetzType.equals("09:30-00", "09:30:00+00")).toBe(true);
    expect(timetzType.equals("09:30+02", "09:30:00.000+02:00:00")).toBe(true);
    // The same instant; PostgreSQL compares the offset, too.
    expect(timetzType.equals("09:30+02", "08:30+01")).toBe(false);
    expect(timetzType.equals("09:30+02", "09:30-02")).toBe(false);
  });
});
