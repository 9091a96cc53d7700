import { numericType } from "../../../lib/types/numeric";

const at = "Item.price";
const type = numericType(undefined, undefined);

describe("numeric", () => {
  test.each([
    "0.1",
    "-12.50",
    "+5",
    ".5",
    "5.",
    "1e10",
    "1E-5",
    "NaN",
    "Infinity",
    "-Infinity",
  ])("carries %s as it is written", (text) => {
    expect(type.encode(text, at)).toBe(text);
    expect(type.decode(text, at)).toBe(text);
  });

  test.each([
    "",
    ".",
    "abc",
    "1,5",
    " 1",
    "1 ",
    "0x1F",
    "1_000",
    "1e",
    "--1",
    "1.2.3",
  ])("refuses the string %p", (text) => {
    expect(() => type.encode(text, at)).toThrow(
      "Item.price takes a decimal number as a string, not another string.",
    );
  });

  test("refuses numbers, which have lost digits already", () => {
    expect(() => type.encode(0.1 as never, at)).toThrow(
      "Item.price takes a decimal number as a string, not a number.",
    );
  });

  test.each([
    ["1.0", "1.00"],
    ["1.5", "15e-1"],
    ["100", "1e2"],
    ["-0", "0"],
    ["0.00", "0"],
    ["007.10", "7.1"],
    [".5", "0.5"],
    ["NaN", "nan"],
    ["1e99999", "10e99998"],
  ])("%s and %s are one value", (left, right) => {
    expect(type.equals(left, right)).toBe(true);
  });

  test.each([
    ["1", "-1"],
    ["1", "10"],
    ["1.5", "1.51"],
    ["NaN", "Infinity"],
    ["Infinity", "-Infinity"],
    ["1", "x"],
    ["1", 1],
  ])("%p and %p are two values", (left, right) => {
    expect(type.equals(left, right as string)).toBe(false);
  });

  test.each([
    [undefined, undefined, "numeric"],
    [10, undefined, "numeric(10)"],
    [10, 2, "numeric(10,2)"],
  ])("precision %p and scale %p make %s", (precision, scale, sqlName) => {
    expect(numericType(precision, scale).sqlName).toBe(sqlName);
  });
});
