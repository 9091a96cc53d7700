import { Range } from "../../../lib/types/range";
import {
  daterangeType,
  int4rangeType,
  int8rangeType,
  numrangeType,
  tstzrangeType,
} from "../../../lib/types/ranges";

const at = "Stay.nights";

test.each([
  [new Range(1, 5), '["1","5")'],
  [new Range(1, 5, "[]"), '["1","5"]'],
  [new Range(1, null, "(]"), '("1",)'],
  [new Range<number>(null, 5, "[]"), '(,"5"]'],
  [new Range<number>(null, null), "(,)"],
  [Range.empty(), "empty"],
])("%j is written as %s", (range, text) => {
  expect(int4rangeType.encode(range, at)).toBe(text);
});

test.each([
  ["[1,5)", new Range(1, 5)],
  ["(1,5]", new Range(1, 5, "(]")],
  ["(,5)", new Range<number>(null, 5)],
  ["(,)", new Range<number>(null, null)],
  ["empty", Range.empty()],
])("%s is read as %j", (text, range) => {
  expect(int4rangeType.decode(text, at)).toStrictEqual(range);
});

test("ends with spaces are quoted", () => {
  const text = '["2024-01-01 00:00:00+00",infinity)';
  const read = '["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")';
  expect(tstzrangeType.decode(read, at)).toStrictEqual(
    new Range(new Date("2024-01-01"), new Date("2024-01-02")),
  );
  expect(() => tstzrangeType.decode(text, at)).toThrow(
    "Stay.nights holds infinity, which a JavaScript Date cannot hold.",
  );
});

test.each(["", "1,5", "[1,5", "[1)", "{[1,5)}"])("%p is no range", (text) => {
  expect(() => int4rangeType.decode(text, at)).toThrow(
    "Stay.nights holds text that is no range",
  );
});

test.each([
  [null, "a Range<number>, not null"],
  ["[1,2)", "a Range<number>, not a string"],
  [{ lower: 1, upper: 2 }, "a Range<number>, not an object"],
])("%j is refused", (value, rest) => {
  expect(() => int4rangeType.encode(value as never, at)).toThrow(
    `Stay.nights takes ${rest}.`,
  );
});

describe("ranges that PostgreSQL calls equal", () => {
  test.each([
    [new Range(1, 4, "[]"), new Range(1, 5)],
    [new Range(0, 5, "()"), new Range(1, 4, "[]")],
    [new Range(1, 1), Range.empty()],
    [new Range(1, 2, "()"), Range.empty()],
    [new Range(1, 1, "(]"), Range.empty()],
    [new Range(null, 4, "[]"), new Range(null, 5)],
  ])("%j and %j of integers", (left, right) => {
    expect(int4rangeType.equals(left, right)).toBe(true);
    expect(int4rangeType.equals(right, left)).toBe(true);
  });

  test.each([
    [
      new Range("2024-02-28", "2024-02-29", "[]"),
      new Range("2024-02-28", "2024-03-01"),
    ],
    [
      new Range("0001-12-30 BC", "0001-12-31 BC", "[]"),
      new Range("0001-12-30 BC", "0001-01-01"),
    ],
    [new Range("0005-02-28 BC", null, "()"), new Range("0005-02-29 BC", null)],
    [
      new Range("9999-12-31", "infinity", "(]"),
      new Range("10000-01-01", "infinity", "[]"),
    ],
  ])("%j and %j of days", (left, right) => {
    expect(daterangeType.equals(left, right)).toBe(true);
  });

  test("of numbers that are written otherwise", () => {
    expect(
      numrangeType.equals(new Range("1.50", "2"), new Range("1.5", "2.0")),
    ).toBe(true);
    expect(
      int8rangeType("string").equals(
        new Range("9007199254740993", "9007199254740994", "[]"),
        new Range("9007199254740993", "9007199254740995"),
      ),
    ).toBe(true);
  });

  test("but not others", () => {
    expect(int4rangeType.equals(new Range(1, 5), new Range(1, 6))).toBe(false);
    expect(int4rangeType.equals(new Range(1, 5), new Range(1, null))).toBe(
      false,
    );
    expect(int4rangeType.equals(new Range(1, 5), Range.empty())).toBe(false);
    expect(
      numrangeType.equals(new Range("1", "5"), new Range("1", "5", "[]")),
    ).toBe(false);
    expect(int4rangeType.equals(new Range(1, 5), undefined as never)).toBe(
      false,
    );
    // No day comes after infinity, so whether it belongs to the range counts.
    expect(
      daterangeType.equals(
        new Range("2024-01-01", "infinity", "[]"),
        new Range("2024-01-01", "infinity"),
      ),
    ).toBe(false);
    expect(
      daterangeType.equals(
        new Range("-infinity", "2024-01-01", "()"),
        new Range("-infinity", "2024-01-01"),
      ),
    ).toBe(false);
  });
});

test("a range is frozen, and an end that is not there is not included", () => {
  const range = new Range<number>(null, 1, "[]");
  expect(Object.isFrozen(range)).toBe(true);
  expect(range).toMatchObject({ lowerInclusive: false, upperInclusive: true });
});
