import { Range } from "../../../lib/types/range";
import { decodeByTypeId } from "../../../lib/types/type-id";

test.each([
  [16, "t", true],
  [17, "\\x01", Buffer.from([1])],
  [20, "5", 5],
  [21, "5", 5],
  [23, "5", 5],
  [25, "5", "5"],
  [114, '{"a":1}', { a: 1 }],
  [700, "0.5", 0.5],
  [701, "NaN", Number.NaN],
  [1009, '{a,NULL,"b c"}', ["a", null, "b c"]],
  [1016, "{1,2}", [1, 2]],
  [1082, "2024-01-01", "2024-01-01"],
  [1114, "2024-01-01 00:00:00", new Date("2024-01-01T00:00:00Z")],
  [1184, "2024-01-01 00:00:00+00", new Date("2024-01-01T00:00:00Z")],
  [1231, "{1.50}", ["1.50"]],
  [1700, "1.50", "1.50"],
  [600, "(1,2)", { x: 1, y: 2 }],
  [3904, "[1,5)", new Range(1, 5)],
  [
    3913,
    '{"[2024-01-01,)",empty}',
    [new Range("2024-01-01", null), Range.empty()],
  ],
  [1270, "{09:30:00+02}", ["09:30:00+02"]],
  [2287, '{"(1,a)","(2,)"}', ["(1,a)", "(2,)"]],
  [3802, "[1]", [1]],
  [99_999, "(1,2)", "(1,2)"],
])(
  "a cell of the type with OID %d and the text %p is %p",
  (typeId, text, value) => {
    expect(decodeByTypeId(typeId, text)).toEqual(value);
  },
);

test("an int8 that does not fit is an error that names the place", () => {
  expect(() => decodeByTypeId(20, "9007199254740993", "Column n")).toThrow(
    "Column n holds 9007199254740993, which a JavaScript number cannot hold exactly.",
  );
  expect(() => decodeByTypeId(20, "9007199254740993")).toThrow(
    "The result holds 9007199254740993, which a JavaScript number cannot hold exactly.",
  );
});
