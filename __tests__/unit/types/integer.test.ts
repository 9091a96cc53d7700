import { integerColumnType, smallintType } from "../../../lib/types/integer";

const at = "City.population";

describe("integer", () => {
  test("travels as its digits", () => {
    expect(integerColumnType.encode(25, at)).toBe("25");
    expect(integerColumnType.encode(-2_147_483_648, at)).toBe("-2147483648");
    expect(integerColumnType.decode("2147483647", at)).toBe(2_147_483_647);
  });

  test("-0 is 0", () => {
    expect(integerColumnType.encode(-0, at)).toBe("0");
    expect(integerColumnType.equals(0, -0)).toBe(true);
  });

  test.each([
    ["25", "City.population takes an integer, not a string."],
    [5n, "City.population takes an integer, not a bigint."],
    [null, "City.population takes an integer, not null."],
    [undefined, "City.population takes an integer, not undefined."],
    [true, "City.population takes an integer, not a boolean."],
    [Number.NaN, "City.population takes an integer, not NaN."],
    [-Infinity, "City.population takes an integer, not an infinite number."],
    [1.5, "City.population takes an integer, not a number with a fraction."],
    [
      2_147_483_648,
      "City.population takes an integer from -2147483648 to 2147483647, not a number beyond that.",
    ],
    [
      -2_147_483_649,
      "City.population takes an integer from -2147483648 to 2147483647, not a number beyond that.",
    ],
  ])("refuses %p", (value, message) => {
    expect(() => integerColumnType.encode(value as number, at)).toThrow(
      message,
    );
  });

  test("smallint has the bounds of two bytes", () => {
    expect(smallintType.encode(-32_768, at)).toBe("-32768");
    expect(() => smallintType.encode(32_768, at)).toThrow(
      "City.population takes an integer from -32768 to 32767, not a number beyond that.",
    );
  });
});
