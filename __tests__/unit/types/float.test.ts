import { doubleType, realType } from "../../../lib/types/float";

const at = "City.area";

describe("double precision", () => {
  test.each([
    [0.1, "0.1"],
    [-0, "-0"],
    [5e-324, "5e-324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [Infinity, "Infinity"],
    [-Infinity, "-Infinity"],
    [Number.NaN, "NaN"],
  ])("carries %p", (value, text) => {
    expect(doubleType.encode(value, at)).toBe(text);
    expect(doubleType.decode(text, at)).toBe(value);
  });

  test("refuses numbers in other clothes", () => {
    expect(() => doubleType.encode("1" as never, at)).toThrow(
      "City.area takes a number, not a string.",
    );
    expect(() => doubleType.encode(1n as never, at)).toThrow(
      "City.area takes a number, not a bigint.",
    );
  });

  test("NaN equals NaN, and 0 equals -0, as in PostgreSQL", () => {
    expect(doubleType.equals(Number.NaN, Number.NaN)).toBe(true);
    expect(doubleType.equals(0, -0)).toBe(true);
    expect(doubleType.equals(0.1, 0.2)).toBe(false);
    expect(doubleType.equals(Number.NaN, 0)).toBe(false);
  });
});

describe("real", () => {
  test("numbers that become the same four bytes are equal", () => {
    expect(realType.equals(0.3, 0.1 + 0.2)).toBe(true);
    expect(realType.equals(0.3, 0.300_001)).toBe(false);
    expect(realType.equals(Number.NaN, Number.NaN)).toBe(true);
    expect(realType.equals(Number.NaN, "x" as never)).toBe(false);
    expect(realType.equals("x" as never, Number.NaN)).toBe(false);
  });

  test.each([1e39, -1e39, 1e-46])(
    "refuses %p, which four bytes cannot hold",
    (value) => {
      expect(() => realType.encode(value, at)).toThrow(
        "City.area takes a number within the range of real, not one beyond it.",
      );
    },
  );

  test.each([0, Infinity, Number.NaN, 1.4e-45, 3.4028234663852886e38])(
    "carries %p",
    (value) => {
      expect(realType.decode(realType.encode(value, at), at)).toBe(value);
    },
  );
});
