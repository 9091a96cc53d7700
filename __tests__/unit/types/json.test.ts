import { jsonType, jsonbType } from "../../../lib/types/json";

const at = "Article.meta";

describe("json and jsonb", () => {
  test.each([
    { a: [1, "x", null, { b: false }] },
    [],
    "text",
    0,
    true,
    null,
    "",
    { __proto__: null, x: 1 },
  ])("carry %p without encoding twice", (value) => {
    const text = jsonbType.encode(value, at);
    expect(text).toBe(JSON.stringify(value));
    expect(jsonbType.decode(text, at)).toEqual(
      JSON.parse(JSON.stringify(value)),
    );
  });

  const cyclic: { list: unknown[] } = { list: [] };
  cyclic.list.push(cyclic);

  test.each([
    [{ price: 5n }, "a bigint at .price"],
    [5n, "a bigint"],
    [{ a: [1, undefined] }, "undefined at .a[1]"],
    [{ views: undefined }, "undefined at .views"],
    [undefined, "undefined"],
    [new Array(1), "undefined at [0]"],
    [{ f: () => 1 }, "a function at .f"],
    [{ s: Symbol("x") }, "a symbol at .s"],
    [cyclic, "an object that contains itself at .list[0]"],
    [{ n: Number.NaN }, "NaN at .n"],
    [[Infinity], "an infinite number at [0]"],
    [{ m: new Map([["a", 1]]) }, "an object of class Map at .m"],
    [new Set([1]), "an object of class Set"],
    [{ r: /x/ }, "an object of class RegExp at .r"],
    [{ b: new Uint8Array(1) }, "bytes at .b"],
    [{ d: { toJSON: () => 5n } }, "a bigint at .d"],
  ])("refuse %p before any SQL", (value, received) => {
    for (const type of [jsonType, jsonbType]) {
      expect(() => type.encode(value, at)).toThrow(
        `Article.meta takes a JSON value, not ${received}.`,
      );
    }
  });

  test("an object met twice, but not in itself, is no cycle", () => {
    const shared = { x: 1 };
    expect(jsonbType.encode([shared, shared], at)).toBe('[{"x":1},{"x":1}]');
  });

  test("instances of classes are written by their own properties, Dates as text", () => {
    class Point {
      constructor(
        readonly x: number,
        readonly y: number,
      ) {}
    }
    expect(jsonbType.encode({ p: new Point(1, 2), d: new Date(0) }, at)).toBe(
      '{"p":{"x":1,"y":2},"d":"1970-01-01T00:00:00.000Z"}',
    );
  });

  test("toJSON is asked once, and what it gives is checked like anything else", () => {
    const value = { x: 1, toJSON: (): unknown => value };
    expect(() => jsonbType.encode(value, at)).toThrow(
      "Article.meta takes a JSON value, not a function at .toJSON.",
    );
  });

  test("a key named __proto__ is a key like any other", () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1}}');
    expect(jsonbType.encode(value, at)).toBe('{"__proto__":{"x":1}}');
    expect(jsonbType.equals(value, JSON.parse('{"__proto__":{"x":1}}'))).toBe(
      true,
    );
    expect(jsonbType.equals(value, JSON.parse('{"__proto__":{"x":2}}'))).toBe(
      false,
    );
    expect(jsonbType.equals(value, { x: 1 })).toBe(false);
    expect(jsonbType.equals({ x: 1 }, Object.create({ x: 1 }))).toBe(false);
  });

  test("only json can hold a NUL or half a surrogate pair, as an escape", () => {
    expect(jsonType.encode({ x: "\0" }, at)).toBe('{"x":"\\u0000"}');
    expect(jsonType.encode("\ud83d", at)).toBe('"\\ud83d"');
    expect(() => jsonbType.encode({ x: "\0" }, at)).toThrow(
      "Article.meta takes a JSON value, not a string with a NUL character at .x.",
    );
    expect(() => jsonbType.encode({ "\ud83d": 1 }, at)).toThrow(
      "Article.meta takes a JSON value, not a string with half a surrogate pair at .\ud83d.",
    );
  });
});

describe("equality", () => {
  test("the order of keys counts in json and not in jsonb", () => {
    expect(jsonbType.equals({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(jsonType.equals({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
    expect(jsonType.equals({ a: 1, b: 2 }, { a: 1, b: 2 })).toBe(true);
  });

  test.each([
    [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [{}, []],
    [null, {}],
    ["1", 1],
    [{ a: null }, {}],
    [{ a: 1 }, { a: 1n }],
  ])("%p is not %p", (left, right) => {
    expect(jsonbType.equals(left, right)).toBe(false);
    expect(jsonType.equals(left, right)).toBe(false);
  });

  test("a value that writes itself is compared as what it writes", () => {
    expect(
      jsonbType.equals({ d: "1970-01-01T00:00:00.000Z" }, { d: new Date(0) }),
    ).toBe(true);
  });

  test("a cycle is no trap", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic["self"] = cyclic;
    expect(jsonbType.equals({ self: { self: 1 } }, cyclic)).toBe(false);
  });
});
