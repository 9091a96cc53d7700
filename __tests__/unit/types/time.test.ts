import { timeType } from "../../../lib/types/time";

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
