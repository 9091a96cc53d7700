import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

/** `boolean`. */
export const booleanType: ColumnType<boolean> = {
  name: "boolean",
  sqlName: "boolean",
  valueName: "boolean",
  encode: (value, at) => {
    if (typeof value !== "boolean") {
      throw new TypeMismatchError(at, "a boolean", describeValue(value));
    }
    return value ? "true" : "false";
  },
  // As arx writes it as well: that is what an encrypted column holds.
  decode: (text) => text === "t" || text === "true",
  equals: (left, right) => left === right,
};
