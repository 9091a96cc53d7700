import { arrayOf } from "../../../lib/types/array";
import { bigintType } from "../../../lib/types/bigint";
import { integerColumnType } from "../../../lib/types/integer";
import { jsonbType } from "../../../lib/types/json";
import { textType, varcharType } from "../../../lib/types/text";
import { timestamptzType } from "../../../lib/types/timestamp";

const at = "Article.tags";
const texts = arrayOf(textType);
const integers = arrayOf(integerColumnType);

describe("array literals", () => {
  test.each([
    [[], "{}"],
    [["a", "b"], "{a,b}"],
    [["a,b", 'c"d', "{}", null, ""], '{"a,b","c\\"d","{}",NULL,""}'],
    [["NULL", "null", "nullable"], '{"NULL","null",nullable}'],
    [["\\", "a\\b", "'", "x y", "\n"], '{"\\\\","a\\\\b",\',"x y","\n"}'],
    [
      [
        ["a", "b"],
        ["c", null],
      ],
      "{{a,b},{c,NULL}}",
    ],
    [[[["x"]], [["y z"]]], '{{{x}},{{"y z"}}}'],
    [["ü", "東", "\u2003"], '{ü,東,"\u2003"}'],
  ])("%p is written as %s and read back", (value, text) => {
    expect(texts.encode(value, at)).toBe(text);
    expect(texts.decode(text, at)).toEqual(value);
  });

  test.each([
    ["[0:1]={a,b}", ["a", "b"]],
    [
      "[-1:0][2:3]={{1,2},{3,4}}",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ['[5:5]={"[0:1]={x}"}', ["[0:1]={x}"]],
    ['{"\\a","\\""}', ["a", '"']],
  ])("%s is read", (text, value) => {
    expect(texts.decode(text, at)).toEqual(value);
  });

  test.each(["", "a", "{", "{a}x", '{"a}'])(
    "the text %p is no array",
    (text) => {
      expect(() => texts.decode(text, at)).toThrow(
        "Article.tags holds text that is no array.",
      );
    },
  );
});

describe("arrays", () => {
  test("elements go through the codec of their type", () => {
    expect(integers.decode("{1,NULL,-3}", at)).toEqual([1, null, -3]);
    expect(
      arrayOf(timestamptzType).decode('{"2024-01-01 00:00:00+00"}', at),
    ).toEqual([new Date("2024-01-01T00:00:00Z")]);
    expect(() =>
      arrayOf(bigintType("number")).decode("{1,9007199254740993}", at),
    ).toThrow(
      "Article.tags holds 9007199254740993, which a JavaScript number cannot hold exactly.",
    );
  });

  test("messages name the element", () => {
    expect(() => texts.encode(["a", 5], at)).toThrow(
      "Article.tags[1] takes a string, not a number.",
    );
    expect(() => texts.encode(["a", undefined], at)).toThrow(
      "Article.tags[1] takes a string, not undefined.",
    );
    expect(() => texts.encode(new Array(1), at)).toThrow(
      "Article.tags[0] takes a string, not undefined.",
    );
    expect(() => integers.encode([[1], [1.5]], at)).toThrow(
      "Article.tags[1][0] takes an integer, not a number with a fraction.",
    );
  });

  test("only arrays are arrays", () => {
    expect(() => texts.encode("{a}" as never, at)).toThrow(
      "Article.tags takes an array, not a string.",
    );
    expect(() => texts.encode(new Set(["a"]) as never, at)).toThrow(
      "Article.tags takes an array, not an object of class Set.",
    );
  });

  test.each([
    [[[1], [1, 2]]],
    [[[1], 2]],
    [[[1], null]],
    [[[], []]],
    [[[[1]], [[1, 2]]]],
    [[[[1]], [1]]],
  ])("%j has no shape that PostgreSQL can hold", (value) => {
    expect(() => integers.encode(value, at)).toThrow(
      "Article.tags takes nested arrays of one length, not ragged or empty ones.",
    );
  });

  test("an array inside a jsonb[] is an element", () => {
    const type = arrayOf(jsonbType);
    const value = [[1, 2], { a: "x" }, null, []];
    expect(type.encode(value, at)).toBe(
      '{"[1,2]","{\\"a\\":\\"x\\"}",NULL,[]}',
    );
    expect(type.decode(type.encode(value, at), at)).toEqual(value);
  });

  test("are compared element by element", () => {
    expect(texts.equals(["a", null, "b"], ["a", null, "b"])).toBe(true);
    expect(integers.equals([[1, 2]], [[1, 2]])).toBe(true);
    expect(integers.equals([[1, 2]], [[1, 3]])).toBe(false);
    expect(texts.equals(["a"], ["a", "b"])).toBe(false);
    expect(texts.equals(["a"], [null])).toBe(false);
    expect(texts.equals(["a"], "a" as never)).toBe(false);
    expect(integers.equals([[1]], [1])).toBe(false);
    expect(arrayOf(jsonbType).equals([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])).toBe(
      true,
    );
    expect(arrayOf(timestamptzType).equals([new Date(1)], [new Date(1)])).toBe(
      true,
    );
  });

  test("are named after their elements", () => {
    const { name, sqlName, valueName } = arrayOf(varcharType(20));
    expect({ name, sqlName, valueName }).toEqual({
      name: "varchar[]",
      sqlName: "varchar(20)[]",
      valueName: "string[]",
    });
  });
});
