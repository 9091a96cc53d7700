import { TypeMismatchError, UnsafeIntegerError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import { encodeInteger } from "./integer";

/** How `bigint` columns are read: as a number while that is exact, as a bigint, or as the text. */
export type IntegerMode = "number" | "bigint" | "string";

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;
const range = `from ${String(lowest)} to ${String(highest)}`;
const common = { name: "bigint", sqlName: "bigint" };

const asNumber: ColumnType<number> = {
  ...common,
  valueName: "number",
  encode: (value, at) =>
    encodeInteger(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, at),
  decode: decodeSafeInteger,
  equals: (left, right) => left === right,
};

const asBigint: ColumnType<bigint> = {
  ...common,
  valueName: "bigint",
  encode: (value, at) => {
    if (typeof value !== "bigint") {
      throw new TypeMismatchError(at, "a bigint", describeValue(value));
    }
    return encodeWithin(value, "a bigint", at);
  },
  decode: (text) => BigInt(text),
  equals: (left, right) => left === right,
};

const asString: ColumnType<string> = {
  ...common,
  valueName: "string",
  encode: (value, at) => {
    if (!isIntegerText(value)) {
      const received =
        typeof value === "string" ? "another string" : describeValue(value);
      throw new TypeMismatchError(at, "a string of digits", received);
    }
    return encodeWithin(BigInt(value), "a string of digits", at);
  },
  decode: (text) => text,
  equals: (left, right) =>
    left === right ||
    (isIntegerText(left) &&
      isIntegerText(right) &&
      BigInt(left) === BigInt(right)),
  toKey: (text) => (isIntegerText(text) ? String(BigInt(text)) : text),
};

const types: Readonly<Record<IntegerMode, ColumnType>> = {
  number: asNumber,
  bigint: asBigint,
  string: asString,
};

/** `bigint`: eight bytes, which a JavaScript number holds exactly only up to 2^53 − 1. */
export function bigintType(mode: IntegerMode): ColumnType {
  return types[mode];
}

function decodeSafeInteger(text: string, at: string): number {
  const value = +text;
  if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) {
    throw new UnsafeIntegerError(at, text);
  }
  return value;
}

function encodeWithin(value: bigint, expected: string, at: string): string {
  if (value < lowest || value > highest) {
    throw new TypeMismatchError(at, `${expected} ${range}`, "one beyond that");
  }
  return String(value);
}

function isIntegerText(value: unknown): value is string {
  return typeof value === "string" && /^-?\d+$/.test(value);
}
