import fc from "fast-check";
import { arrayOf } from "../../lib/types/array";
import { Vector } from "../../lib/types/vector";
import { oddTexts, texts } from "./arbitrary-values";
import { numberCases } from "./number-cases";
import { rangeCases } from "./range-cases";
import { textAndDocumentCases } from "./text-and-document-cases";
import { timeCases } from "./time-cases";
import { isLarge, same, typeCase } from "./type-case";
import type { TypeCase } from "./type-case";

/** Every type that needs no extension, alone. */
export const scalarCases: readonly TypeCase[] = [
  ...numberCases,
  ...textAndDocumentCases,
  ...timeCases,
  ...rangeCases,
];

/** The same types as arrays: of one dimension with NULLs, and boxes of two. */
export const arrayCases: readonly TypeCase[] = scalarCases
  .filter(({ options }) => options.enum === undefined)
  .map(arrayCaseOf);

const citext = typeCase({
  property: "citext",
  options: { type: "citext" },
  values: texts,
  extremes: [...oddTexts, "Aa", "ÄSS", "ß"],
  read: same,
});

/** The type of the extension citext, alone and as an array. */
export const citextCases: readonly TypeCase[] = [citext, arrayCaseOf(citext)];

const singles = fc.float({ noNaN: true, noDefaultInfinity: true });
const halves = fc.double({ min: -65_504, max: 65_504, noNaN: true });

/** The types of the extension vector, of three numbers and of any, alone and as arrays. */
export const vectorCases: readonly TypeCase[] = [
  vectorCase("vector", "vector", 3, singles, [3.4028234663852886e38, 1e-45]),
  vectorCase("anyVector", "vector", undefined, singles, [0.1, -1e-30]),
  vectorCase("halfvec", "halfvec", 3, halves, [65_519, -65_504, 6e-8]),
  vectorCase("anyHalfvec", "halfvec", undefined, halves, [0.1, 2049, 1e-9]),
].flatMap((each) => [each, arrayCaseOf(each)]);

function vectorCase(
  property: string,
  type: string,
  dimensions: number | undefined,
  numbers: fc.Arbitrary<number>,
  extremes: readonly number[],
): TypeCase {
  const size = dimensions ?? 5;
  const values = (least: number): fc.Arbitrary<Vector> =>
    fc
      .array(numbers, { minLength: least, maxLength: size })
      .map((list) => Vector.of(list));
  return typeCase({
    property,
    options: { type, ...(dimensions === undefined ? {} : { dimensions }) },
    values: values(dimensions ?? 1),
    extremes: extremes.map((value) =>
      Vector.of(Array.from({ length: size }, () => value)),
    ),
  });
}

function arrayCaseOf(scalar: TypeCase): TypeCase {
  const { property, options, values, extremes } = scalar;
  const { type: name = "" } = options;
  const nullable = fc.option(values, { freq: 4 });
  // An element of json may itself be an array, so there is one dimension only.
  const isJson = name.startsWith("json");
  const small = extremes.filter((value) => !isLarge(value));
  return {
    property: `${property}List`,
    options: { ...options, type: `${name}[]` },
    type: arrayOf(scalar.type),
    values: isJson
      ? fc.array(nullable, { maxLength: 5 })
      : fc.oneof(fc.array(nullable, { maxLength: 5 }), boxesOf(nullable)),
    extremes: isJson
      ? [[], [null], small]
      : [[], [null], [...small, null], [small, small], [[[null]]]],
    read: undefined,
  };
}

function boxesOf(element: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .chain(([height, width]) =>
      fc.array(fc.array(element, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    );
}
