import { UnsafeIntegerError } from "../../../lib/errors/query-error";
import { bigintType } from "../../../lib/types/bigint";

const at = "City.id";

describe("bigint as number", () => {
  const type = bigintType("number");

  test.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0])(
    "carries %p",
    (value) => {
      expect(type.decode(type.encode(value, at), at)).toBe(value);
    },
  );

  test.each([
    "9007199254740992",
    "9007199254740993",
    "-9007199254740992",
    "9223372036854775807",
  ])("does not round %s", (text) => {
    expect(() => type.decode(text, at)).toThrow(UnsafeIntegerError);
    expect(() => type.decode(text, at)).toThrow(
      `City.id holds ${text}, which a JavaScript number cannot hold exactly.`,
    );
  });

  test("refuses to write what is rounded already", () => {
    expect(() => type.encode(2 ** 53, at)).toThrow(
      "City.id takes an integer from -9007199254740991 to 9007199254740991, not a number beyond that.",
    );
    expect(() => type.encode(5n, at)).toThrow(
      "City.id takes an integer, not a bigint.",
    );
  });
});

describe("bigint as bigint", () => {
  const type = bigintType("bigint");

  test.each([9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n, 0n])(
    "carries %p",
    (value) => {
      expect(type.decode(type.encode(value, at), at)).toBe(value);
    },
  );

  test("refuses numbers, and what eight bytes cannot hold", () => {
    expect(() => type.encode(5, at)).toThrow(
      "City.id takes a bigint, not a number.",
    );
    expect(() => type.encode(9_223_372_036_854_775_808n, at)).toThrow(
      "City.id takes a bigint from -9223372036854775808 to 9223372036854775807, not one beyond that.",
    );
  });

  test("compares by value", () => {
    expect(type.equals(5n, 5n)).toBe(true);
    expect(type.equals(5n, 6n)).toBe(false);
  });
});

describe("bigint as string", () => {
  const type = bigintType("string");

  test("carries the digits", () => {
    expect(type.decode(type.encode("9223372036854775807", at), at)).toBe(
      "9223372036854775807",
    );
    expect(type.encode("007", at)).toBe("7");
  });

  test("refuses anything but digits within eight bytes", () => {
    expect(() => type.encode(5, at)).toThrow(
      "City.id takes a string of digits, not a number.",
    );
    expect(() => type.encode("5.0", at)).toThrow(
      "City.id takes a string of digits, not another string.",
    );
    expect(() => type.encode("", at)).toThrow(
      "City.id takes a string of digits, not another string.",
    );
    expect(() => type.encode("-9223372036854775809", at)).toThrow(
      "City.id takes a string of digits from -9223372036854775808 to 9223372036854775807, not one beyond that.",
    );
  });

  test("compares by value", () => {
    expect(type.equals("7", "007")).toBe(true);
    expect(type.equals("7", "8")).toBe(false);
    expect(type.equals("7", "x")).toBe(false);
  });
});
