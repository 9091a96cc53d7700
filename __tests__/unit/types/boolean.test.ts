import { booleanType } from "../../../lib/types/boolean";

test("a boolean travels as PostgreSQL reads and prints it", () => {
  expect(
    [true, false].map((value) => booleanType.encode(value, "User.active")),
  ).toEqual(["true", "false"]);
  expect(
    ["t", "f"].map((text) => booleanType.decode(text, "User.active")),
  ).toEqual([true, false]);
  expect(booleanType.equals(true, true)).toBe(true);
  expect(booleanType.equals(true, false)).toBe(false);
});

test.each([
  [1, "a number"],
  ["true", "a string"],
  [new Boolean(true), "an object of class Boolean"],
])("a boolean column refuses %p", (value, received) => {
  expect(() => booleanType.encode(value as boolean, "User.active")).toThrow(
    `User.active takes a boolean, not ${received}.`,
  );
});
