import fc from "fast-check";
import { arrayOf } from "../../lib/types/array";
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
