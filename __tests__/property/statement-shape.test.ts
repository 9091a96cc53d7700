import fc from "fast-check";
import type { Statement } from "../../lib/ast/statement";
import { compile } from "../../lib/sql/compile";
import { shapeOf } from "../../lib/sql/shape";
import { compileCached } from "../../lib/sql/statement-cache";
import { statements } from "../support/arbitrary-statements";

describe("the shape of a statement", () => {
  it.each([
    ["as it comes", (statement: Statement) => statement, 3000],
    // Fewer, so that the tokens of all lists stay known: one that is forgotten is numbered anew.
    ["frozen, as the parts made once per model are", freezeDeep, 1000],
  ])(
    "has the same key for two statements exactly when their texts are the same: %s",
    (_, prepare, numRuns) => {
      const textOfKey = new Map<string, string>();
      const keyOfText = new Map<string, string>();
      fc.assert(
        fc.property(statements.map(prepare), (statement) => {
          const { key } = shapeOf(statement);
          const { text } = compile(statement);
          expect(textOfKey.get(key) ?? text).toBe(text);
          expect(keyOfText.get(text) ?? key).toBe(key);
          textOfKey.set(key, text);
          keyOfText.set(text, key);
        }),
        { numRuns },
      );
      // Fewer keys than statements, or the comparison above would have compared nothing.
      expect(textOfKey.size).toBeLessThan(numRuns);
    },
  );

  it("lists the parameters in the order of the compiled text", () => {
    fc.assert(
      fc.property(statements, (statement) => {
        expect(shapeOf(statement).parameters).toEqual(
          compile(statement).parameters,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("lets the cache give what the compiler gives", () => {
    fc.assert(
      fc.property(statements, (statement) => {
        const expected = compile(statement);
        expect(compileCached(statement)).toEqual(expected);
        expect(compileCached(statement)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

function freezeDeep<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  Object.values(value).forEach(freezeDeep);
  return Object.freeze(value);
}
