import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { configureSecrets } from "../../lib/secrets/secrets";
import { encryptedType } from "../../lib/types/encrypted";
import {
  arrayCases,
  citextCases,
  scalarCases,
  vectorCases,
} from "../support/column-values";
import type { TypeCase } from "../support/type-case";

const label = ({ type }: TypeCase): string =>
  `${type.sqlName} as ${type.valueName}`;

describe("encrypted values come back as they were", () => {
  configureSecrets({ encryption: ["a key for tests, at least 32 characters"] });

  it.each(
    [...scalarCases, ...arrayCases, ...citextCases, ...vectorCases].map(
      (each) => [label(each), each] as const,
    ),
  )("%s", (_, { type, values, extremes, read }) => {
    const encrypted = encryptedType(type, {
      isDeterministic: false,
      downcase: false,
      previous: [],
      supportUnencrypted: false,
    });
    const comesBack = (value: unknown): void => {
      const back = encrypted.decode(
        encrypted.encode(value, "the value"),
        "the value",
      );
      expect(type.equals(back, value)).toBe(true);
      // Only PostgreSQL pads a char with blanks, which count for nothing.
      if (read !== undefined && type.name !== "char")
        expect(isDeepStrictEqual(back, read(value as never))).toBe(true);
    };
    extremes.forEach(comesBack);
    fc.assert(fc.property(values, comesBack));
  });
});
