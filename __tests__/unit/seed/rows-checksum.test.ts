import { checksumOfRows } from "../../../lib/seed/rows-checksum";
import { jsonNull } from "../../../lib/types/json-null";
import { Range } from "../../../lib/types/range";

describe("checksumOfRows", () => {
  it("is the same whatever the order of the properties", () => {
    expect(checksumOfRows([{ a: 1, b: { c: 2, d: 3 } }])).toBe(
      checksumOfRows([{ b: { d: 3, c: 2 }, a: 1 }]),
    );
  });

  it.each([
    [{ a: 1 }, { a: "1" }],
    [{ a: 1 }, { a: 1n }],
    [{ a: null }, { a: "null" }],
    [{ a: new Date(0) }, { a: new Date(0).toISOString() }],
    [{ a: new Date(0) }, { a: new Date(1) }],
    [{ a: Uint8Array.of(1) }, { a: Uint8Array.of(2) }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: Number.NaN }, { a: null }],
    [{ a: Infinity }, { a: -Infinity }],
    [{ a: jsonNull }, { a: {} }],
    [{ a: jsonNull }, { a: null }],
    [{ a: new Range(1, 2) }, { a: new Range(1, 2, "[]") }],
    [{ a: { b: 1 } }, { a: [["b", 1]] }],
  ])("tells %p from %p", (left, right) => {
    expect(checksumOfRows([left])).not.toBe(checksumOfRows([right]));
  });

  it("tells rows in another order apart: keys are given in their order", () => {
    expect(checksumOfRows([{ a: 1 }, { a: 2 }])).not.toBe(
      checksumOfRows([{ a: 2 }, { a: 1 }]),
    );
  });
});
