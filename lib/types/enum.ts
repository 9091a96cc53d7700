import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

/** An enum kept as `text`: writes only the listed values; reads what is there. */
export function enumType(values: readonly string[]): ColumnType<string> {
  const allowed: ReadonlySet<unknown> = new Set(values);
  const expected = `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  return {
    name: "text",
    sqlName: "text",
    valueName: values.map((value) => JSON.stringify(value)).join(" | "),
    encode: (value, at) => {
      if (allowed.has(value)) return value;
      const received =
        typeof value === "string" ? "another string" : describeValue(value);
      throw new TypeMismatchError(at, expected, received);
    },
    decode: (text) => text,
    equals: (left, right) => left === right,
  };
}
