import {
  expressionKey,
  renameColumnsIn,
  stripParentheses,
} from "../../../lib/schema/expression-text";

describe("The parentheses around a whole expression", () => {
  test.each([
    ["a > 0", "a > 0"],
    ["(a > 0)", "a > 0"],
    ["((a > 0))", "a > 0"],
    ["(a > 0) AND (b > 0)", "(a > 0) AND (b > 0)"],
    ["((a > 0) AND (b > 0))", "(a > 0) AND (b > 0)"],
    ["(a = ')')", "a = ')'"],
    ["(a = 'it''s (') OR (b = ')')", "(a = 'it''s (') OR (b = ')')"],
    [`("x)" > 0)`, `"x)" > 0`],
    ["(a || 'x') COLLATE \"C\"", "(a || 'x') COLLATE \"C\""],
    ["", ""],
  ])("%s", (given, stripped) => {
    expect(stripParentheses(given)).toBe(stripped);
  });
});

describe("Renamed columns in an expression", () => {
  const rename = (
    expression: string,
    renames: Record<string, string> = { price: "cost" },
  ): string => renameColumnsIn(expression, new Map(Object.entries(renames)));

  test.each([
    ["are found as words", "price > (0)::numeric", "cost > (0)::numeric"],
    ["are found in quotes", `"price" > 0`, "cost > 0"],
    ["are not found in texts", "kind <> 'price'", "kind <> 'price'"],
    [
      "are not found in longer words",
      "price_old > prices",
      "price_old > prices",
    ],
    ["are not the names of functions", "price(price)", "price(cost)"],
    ["are not the names of types", "kind::price", "kind::price"],
    ["are not the names of schemas' parts", "other.price", "other.price"],
    ["are not numbers", "a > 1e5", "a > 1e5"],
  ])("%s", (_, expression, renamed) => {
    expect(rename(expression)).toBe(renamed);
  });

  test("take each other's names at once", () => {
    expect(rename("a > b", { a: "b", b: "a" })).toBe("b > a");
  });

  test("are quoted when they must be", () => {
    expect(rename("price > 0", { price: 'Say "hi"' })).toBe(`"Say ""hi""" > 0`);
    expect(rename(`"Say ""hi""" > 0`, { 'Say "hi"': "price" })).toBe(
      "price > 0",
    );
  });
});

test("Quotes that only a keyword needs make no difference, others do", () => {
  expect(expressionKey(`("user" <> 'x')`)).toBe(expressionKey("(user <> 'x')"));
  expect(expressionKey(`"User" <> 'x'`)).not.toBe(expressionKey("user <> 'x'"));
  expect(expressionKey(`a <> '"user"'`)).not.toBe(expressionKey("a <> 'user'"));
});
