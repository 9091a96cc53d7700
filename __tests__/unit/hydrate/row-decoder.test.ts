import {
  buildRowDecoder,
  compileRowDecoder,
  generateRowDecoder,
} from "../../../lib/hydrate/row-decoder";
import { integerColumnType } from "../../../lib/types/integer";
import { textType } from "../../../lib/types/text";

const outputs = [
  { name: "n", type: integerColumnType, at: "n" },
  { name: "name", type: textType, at: "name" },
];

describe.each([
  ["compiled", generateRowDecoder],
  ["of closures", buildRowDecoder],
  ["of this process", compileRowDecoder],
])("a row decoder %s", (_, makeDecoder) => {
  test("makes plain objects, in the order of the columns", () => {
    const row = makeDecoder(outputs)(["5", null]);
    expect(Object.entries(row)).toEqual([
      ["n", 5],
      ["name", null],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  test("lets the last of several columns with one name count", () => {
    const twice = outputs.map((output) => ({ ...output, name: "x" }));
    expect(makeDecoder(twice)(["5", "five"])).toEqual({ x: "five" });
  });

  test("makes nothing of no columns", () => {
    expect(makeDecoder([])([])).toEqual({});
  });

  test("takes names for names, whatever they are", () => {
    const names = [
      "__proto__",
      '"]: process.exit(1), ["',
      "?column?",
      "constructor",
    ];
    const decode = makeDecoder(
      names.map((name) => ({ name, type: textType, at: name })),
    );
    const row = decode(["a", "b", "c", "d"]);
    expect(Object.entries(row)).toEqual([
      ["__proto__", "a"],
      ['"]: process.exit(1), ["', "b"],
      ["?column?", "c"],
      ["constructor", "d"],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });
});
