import { TypeMismatchError, UnreadableValueError } from "../errors/query-error";
import { quoteName } from "../util/quote";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import type { EnumTypeName } from "./enumeration";
import { wrapAround } from "./wrapped-type";

/** An enum kept as `text`, or as a type of its own: writes only the listed values; reads what is there. */
export function enumType(
  values: readonly string[],
  type?: EnumTypeName,
): ColumnType<string> {
  const allowed: ReadonlySet<unknown> = new Set(values);
  const sqlName = type === undefined ? "text" : sqlNameOf(type);
  return {
    name: sqlName,
    sqlName,
    valueName: values.map((value) => JSON.stringify(value)).join(" | "),
    enumeration: { values, texts: values, type },
    encode: (value, at) => {
      if (allowed.has(value)) return value;
      throw mismatch(values, value, at);
    },
    decode: (text) => text,
    equals: (left, right) => left === right,
  };
}

/** An enum of numbers kept by name: a column of text, or of a type of its own, holds the name of each. */
export function namedEnumType(
  numbers: ReadonlyMap<string, number>,
  type?: EnumTypeName,
): ColumnType {
  const values = [...numbers.values()];
  const names = new Map([...numbers].map(([name, value]) => [value, name]));
  const wrap = (inner: ColumnType): ColumnType => ({
    ...inner,
    valueName: values.join(" | "),
    enumeration: { values, texts: [...numbers.keys()], type },
    encode: (value, at) => {
      const name = names.get(value as number);
      if (name !== undefined) return name;
      throw mismatch(values, value, at);
    },
    decode: (text, at) => {
      const value = numbers.get(text);
      if (value !== undefined) return value;
      throw unlisted("a name that its enum does not have", at);
    },
  });
  // Names sort and match otherwise than the numbers do.
  const inner = enumType([...numbers.keys()], type) as ColumnType;
  return wrapAround(inner, wrap, true);
}

/** An enum of numbers kept as `integer`. */
export function numberEnumType(values: readonly number[]): ColumnType<number> {
  const allowed: ReadonlySet<unknown> = new Set(values);
  return {
    name: "integer",
    sqlName: "integer",
    valueName: values.join(" | "),
    enumeration: { values, texts: values.map(String), type: undefined },
    encode: (value, at) => {
      if (allowed.has(value)) return String(value);
      throw mismatch(values, value, at);
    },
    decode: Number,
    equals: (left, right) => left === right,
  };
}

function mismatch(
  values: readonly (string | number)[],
  value: unknown,
  at: string,
): TypeMismatchError {
  const expected = `one of ${values.map((each) => JSON.stringify(each)).join(", ")}`;
  return new TypeMismatchError(at, expected, describe(value, typeof values[0]));
}

/** The value itself is not for messages. */
function describe(value: unknown, kind: string): string {
  return typeof value === kind ? `another ${kind}` : describeValue(value);
}

function unlisted(what: string, at: string): UnreadableValueError {
  const hint = "Add the name to the enum, or change the rows that hold it.";
  return new UnreadableValueError(at, what, hint);
}

function sqlNameOf({ schema, name }: EnumTypeName): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}
