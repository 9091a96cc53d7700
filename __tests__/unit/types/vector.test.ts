import fc from "fast-check";
import { encodeUntyped } from "../../../lib/types/untyped";
import { Vector } from "../../../lib/types/vector";
import { halfvecType, vectorType } from "../../../lib/types/vector-type";

const at = "Passage.embedding";
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

test("a vector and its text are one another", () => {
  const vector = Vector.of([1, 2.5, -3]);
  expect(vector.toString()).toBe("[1,2.5,-3]");
  expect(Vector.parse("[1,2.5,-3]")).toStrictEqual(vector);
  expect([...vector]).toEqual([1, 2.5, -3]);
  expect(vector.dimensions).toBe(3);
  expect(JSON.stringify({ vector })).toBe('{"vector":[1,2.5,-3]}');
  expect(String(Vector.of(new Float32Array([0.5, -0])))).toBe("[0.5,-0]");
});

test("every vector is read from the text that it is written as", () => {
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1 }), (values) => {
      const vector = Vector.of(values);
      expect(Vector.parse(vector.toString())).toStrictEqual(vector);
    }),
  );
});

test.each([
  ["[1e3,2.5E-2,-1e+2]", [1000, 0.025, -100]],
  [" [ 1 , .5 ,3. ] ", [1, 0.5, 3]],
  ["[1e-400]", [0]],
])("%s is read", (text, values) => {
  expect(Vector.parse(text).values).toEqual(values);
});

test.each([
  "",
  "[]",
  "1,2",
  "[1,2",
  "[1,,2]",
  "[NaN]",
  "[Infinity]",
  "[1e999]",
  "[0x10]",
  "[1]'; drop table passages; --",
  "[[1]]",
  "{1,2}",
])("%j is no vector", (text) => {
  expect(() => Vector.parse(text)).toThrow(
    expect.objectContaining({
      code: "INVALID_ARGUMENT",
      message: "Vector.parse: the text is no vector.",
    }) as Error,
  );
});

test("what is not text is no vector", () => {
  expect(() => Vector.parse([1] as never)).toThrow("the text is no vector");
});

test.each([
  [[], "Vector.of takes a list of one number or more."],
  [5, "Vector.of takes a list of one number or more."],
  ["", "Vector.of takes a list of one number or more."],
  [[1, NaN], "Vector.of takes finite numbers, and number 1 is NaN."],
  [
    [-Infinity],
    "Vector.of takes finite numbers, and number 0 is an infinite number.",
  ],
  [["1"], "Vector.of takes finite numbers, and number 0 is a string."],
])("no vector is made of %j", (values, message) => {
  expect(() => Vector.of(values as never)).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT", message }) as Error,
  );
});

test("a vector cannot be changed, nor by what it was made of", () => {
  const values = [1, 2];
  const vector = Vector.of(values);
  values[0] = 9;
  expect(vector.values).toEqual([1, 2]);
  expect(Object.isFrozen(vector) && Object.isFrozen(vector.values)).toBe(true);
});

describe("two vectors", () => {
  const one = Vector.of([1, 2, 3]);
  const other = Vector.of([2, 3, 4]);

  test("are compared in four ways", () => {
    expect(one.cosineSimilarity(other)).toBeCloseTo(0.9926, 4);
    expect(one.euclideanDistance(other)).toBeCloseTo(1.7321, 4);
    expect(one.manhattanDistance(other)).toBe(3);
    expect(one.innerProduct(other)).toBe(20);
  });

  test("of the same direction are alike to 1 at most, whatever is rounded", () => {
    const values = fc.array(fc.integer({ min: -100, max: 100 }), {
      minLength: 2,
      maxLength: 2,
    });
    fc.assert(
      fc.property(values, values, (left, right) => {
        const similarity = Vector.of(left).cosineSimilarity(Vector.of(right));
        expect(Math.abs(similarity)).toBeLessThanOrEqual(1);
      }),
    );
    expect(Vector.of([0.1, 0.3]).cosineSimilarity(Vector.of([0.2, 0.6]))).toBe(
      1,
    );
  });

  test("of which one is zero are not alike", () => {
    const zero = Vector.of([0, 0, 0]);
    expect(zero.cosineSimilarity(one)).toBe(0);
    expect(zero.cosineSimilarity(zero)).toBe(0);
  });

  test.each([
    "cosineSimilarity",
    "euclideanDistance",
    "manhattanDistance",
    "innerProduct",
  ] as const)("of different sizes have no %s", (method) => {
    expect(() => one[method](Vector.of([1, 2]))).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: "A vector of 3 dimensions and one of 2 cannot be compared.",
      }) as Error,
    );
    expect(() => one[method]([1, 2, 3] as never)).toThrow(
      "A vector is compared with a Vector, not with an array.",
    );
  });
});

describe("a column of vectors", () => {
  const three = vectorType(3);

  test("writes and reads them", () => {
    expect(three.sqlName).toBe("vector(3)");
    expect(halfvecType(undefined).sqlName).toBe("halfvec");
    expect(three.encode(Vector.of([1, 2.5, -3]), at)).toBe("[1,2.5,-3]");
    expect(three.decode("[1,2.5,-3]", at)).toStrictEqual(
      Vector.of([1, 2.5, -3]),
    );
    expect(() => three.decode("{1}", at)).toThrow(
      "Passage.embedding holds text that is no vector.",
    );
  });

  test.each([
    [[1, 2, 3], "a Vector of 3 dimensions, not an array"],
    ["[1,2,3]", "a Vector of 3 dimensions, not a string"],
    [null, "a Vector of 3 dimensions, not null"],
    [{ values: [1, 2, 3] }, "a Vector of 3 dimensions, not an object"],
    [Vector.of([1]), "a Vector of 3 dimensions, not one of 1 dimension"],
    [
      Vector.of([1, 2, 1e39]),
      "numbers within the range of its type, not one beyond it",
    ],
  ])("refuses %j", (value, rest) => {
    expect(() => three.encode(value as never, at)).toThrow(
      `Passage.embedding takes ${rest}.`,
    );
  });

  test("compares what its precision keeps", () => {
    const [left, right] = [Vector.of([0.1]), Vector.of([0.100000001])];
    expect(vectorType(1).equals(left, right)).toBe(true);
    expect(vectorType(1).equals(left, Vector.of([0.10001]))).toBe(false);
    expect(halfvecType(1).equals(left, Vector.of([0.100003]))).toBe(true);
    expect(halfvecType(1).equals(left, Vector.of([0.101]))).toBe(false);
    expect(vectorType(1).equals(left, Vector.of([0.1, 0]))).toBe(false);
    expect(vectorType(1).equals(left, [0.1] as never)).toBe(false);
  });

  test.each([65_504, 65_519, -65_504, 6e-8, 0])(
    "of two bytes takes %p",
    (value) => {
      expect(halfvecType(1).encode(Vector.of([value]), at)).toBe(
        `[${String(value)}]`,
      );
    },
  );

  test.each([65_520, -1e5, 1e300])("of two bytes refuses %p", (value) => {
    expect(() => halfvecType(1).encode(Vector.of([value]), at)).toThrow(
      "numbers within the range of its type",
    );
  });
});

test("a vector is a value of sql`…`", () => {
  expect(encodeUntyped(Vector.of([1, 2]), "the value")).toBe("[1,2]");
  expect(encodeUntyped([Vector.of([1, 2])], "the value")).toBe('{"[1,2]"}');
});
