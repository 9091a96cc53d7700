import fc from "fast-check";
import { TypeMismatchError } from "arx";
import type { ManagedObject } from "arx";
import {
  arrayCases,
  citextCases,
  scalarCases,
  vectorCases,
} from "../support/column-values";
import { specimenOf } from "../support/specimen";
import { withoutLarge } from "../support/type-case";

const cases = withoutLarge([
  ...scalarCases,
  ...arrayCases,
  ...citextCases,
  ...vectorCases,
]);
const Specimen = specimenOf(cases).tables as unknown as new () => ManagedObject;

/** What a record that holds a value is as JSON; undefined where JSON has no word for a number in it. */
function write(property: string, value: unknown): string | undefined {
  const record = Object.assign(new Specimen(), { [property]: value });
  try {
    return JSON.stringify(record.asMap());
  } catch (error) {
    if (!(error instanceof TypeMismatchError)) throw error;
    expect(error.expected).toBe("a number that JSON can hold");
    return undefined;
  }
}

test.each(cases.map((each) => [each.property, each] as const))(
  "read takes for a column of %s what asMap gives",
  (property, { type, values, extremes }) => {
    fc.assert(
      fc.property(values, (value) => {
        const text = write(property, value);
        if (text === undefined) return;
        const read = new Specimen().read(JSON.parse(text));
        const copy: unknown = Reflect.get(read, property);
        expect(write(property, copy)).toBe(text);
        expect(type.equals(value, copy)).toBe(true);
      }),
      { numRuns: 50, examples: extremes.map((value) => [value]) },
    );
  },
);
