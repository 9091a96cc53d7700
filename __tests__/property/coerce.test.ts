import fc from "fast-check";
import { coercedType } from "../../lib/types/coerce";
import { scalarCases } from "../support/column-values";
import { withoutLarge } from "../support/type-case";

/** What stands for a value, in a form or a query string; undefined where nothing does. */
function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number" && !Number.isFinite(value)) return undefined;
  return ["number", "bigint", "boolean", "string"].includes(typeof value)
    ? String(value)
    : undefined;
}

const cases = withoutLarge(scalarCases).map((each) => ({
  ...each,
  coerced: coercedType(each.type),
}));

test.each(cases.map((each) => [each.property, each] as const))(
  "a column of %s takes what stands for its values, and nothing changes what it took before",
  (_, { type, coerced, values, extremes }) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(coerced.encode(value, "A.b")).toBe(type.encode(value, "A.b"));
        const text = coerced === type ? undefined : textOf(value);
        if (text === undefined) return;
        const taken = coerced.coerce?.(text);
        expect(type.equals(taken, value)).toBe(true);
      }),
      { numRuns: 50, examples: extremes.map((value) => [value]) },
    );
  },
);

test.each(cases.map((each) => [each.property, each] as const))(
  "a column of %s gives every value that it does not know to its type",
  (_, { type, coerced }) => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const taken: unknown = coerced.coerce?.(value) ?? value;
        // What is taken for something else can be written or is refused; it is never NaN, infinite or an invalid date.
        if (Object.is(taken, value)) return;
        expect(textOf(taken)).toBeDefined();
        expect(type.valueName).not.toBe("unknown");
      }),
      { numRuns: 100 },
    );
  },
);
