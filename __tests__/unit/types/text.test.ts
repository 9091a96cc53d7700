import {
  charType,
  citextType,
  textType,
  varcharType,
} from "../../../lib/types/text";

const at = "City.name";

describe("text", () => {
  test.each(["", "Zürich", "東京", "🏙️", "a\tb\nc", "\u007f\uffff"])(
    "carries %p",
    (value) => {
      expect(textType.decode(textType.encode(value, at), at)).toBe(value);
    },
  );

  test("refuses what PostgreSQL's text cannot hold", () => {
    expect(() => textType.encode("a\0b", at)).toThrow(
      "City.name takes a string, not a string with a NUL character.",
    );
    expect(() => textType.encode("a\ud83d", at)).toThrow(
      "City.name takes a string, not a string with half a surrogate pair.",
    );
  });

  test("refuses everything but strings", () => {
    expect(() => textType.encode(5 as never, at)).toThrow(
      "City.name takes a string, not a number.",
    );
    expect(() => textType.encode(new String("x") as never, at)).toThrow(
      "City.name takes a string, not an object of class String.",
    );
  });
});

describe("varchar and char", () => {
  test("count characters, not code units", () => {
    expect(varcharType(2).encode("🏙️".slice(0, 2) + "x", at)).toBe("🏙x");
    expect(() => varcharType(2).encode("abc", at)).toThrow(
      "City.name takes at most 2 characters, not a longer string.",
    );
    expect(() => charType(undefined).encode("ab", at)).toThrow(
      "City.name takes at most 1 character, not a longer string.",
    );
  });

  test("without a length varchar has no limit", () => {
    const long = "x".repeat(100_000);
    expect(varcharType(undefined).encode(long, at)).toBe(long);
  });

  test("are written in SQL with their length", () => {
    expect(varcharType(undefined).sqlName).toBe("varchar");
    expect(varcharType(200).sqlName).toBe("varchar(200)");
    expect(charType(undefined).sqlName).toBe("char");
    expect(charType(3).sqlName).toBe("char(3)");
  });

  test("the padding of char does not count", () => {
    expect(charType(3).equals("ab ", "ab")).toBe(true);
    expect(charType(3).equals("ab ", "a b")).toBe(false);
    expect(charType(3).equals("ab ", undefined as never)).toBe(false);
    expect(varcharType(3).equals("ab ", "ab")).toBe(false);
  });
});

test("a new spelling in citext is a change, so that it is written", () => {
  expect(citextType.equals("bob", "Bob")).toBe(false);
});
