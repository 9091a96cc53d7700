import { jsonNull } from "../../../lib/types/json-null";
import { Range } from "../../../lib/types/range";
import { encodeUntyped } from "../../../lib/types/untyped";

test.each([
  ["text", "text"],
  ["", ""],
  [5, "5"],
  [0.1, "0.1"],
  [9_007_199_254_740_993n, "9007199254740993"],
  [true, "true"],
  [null, null],
  [new Date("2024-01-01T00:00:00Z"), "2024-01-01T00:00:00.000Z"],
  [Buffer.from([0, 255]), "\\x00ff"],
  [[1, "a b", null], '{1,"a b",NULL}'],
  [
    [
      [1, 2],
      [3, 4],
    ],
    "{{1,2},{3,4}}",
  ],
  [[], "{}"],
  [[{ a: 1 }], '{"{\\"a\\":1}"}'],
  [{ a: [1, null] }, '{"a":[1,null]}'],
  [Object.create(null), "{}"],
  [-0, "-0"],
  [jsonNull, "null"],
  [new Range(1, 5, "[]"), '["1","5"]'],
  [new Range(new Date(0), null), '["1970-01-01T00:00:00.000Z",)'],
  [new Range('a"b', "c\\,"), '["a\\"b","c\\\\,")'],
  [[new Range<number>(1, 2)], '{"[\\"1\\",\\"2\\")"}'],
])("%p is sent as %p", (value, text) => {
  expect(encodeUntyped(value, "sql`…` value 1")).toBe(text);
});

test.each([
  [undefined, "value 1 takes a value of SQL, not undefined."],
  [() => 1, "value 1 takes a value of SQL, not a function."],
  [Symbol("x"), "value 1 takes a value of SQL, not a symbol."],
  [new Map(), "value 1 takes a value of SQL, not an object of class Map."],
  [[1, undefined], "value 1[1] takes a value of SQL, not undefined."],
  ["a\0", "value 1 takes a string, not a string with a NUL character."],
  [new Date(Number.NaN), "value 1 takes a Date, not an invalid Date."],
  [
    new Range<unknown>(() => 1, 2),
    "value 1.lower takes a value of SQL, not a function.",
  ],
  [{ a: 1n }, "value 1 takes a JSON value, not a bigint at .a."],
])("%p is refused", (value, message) => {
  expect(() => encodeUntyped(value, "value 1")).toThrow(message);
});
