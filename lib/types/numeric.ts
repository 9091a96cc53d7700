import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,6}))?$/i;
const specials = new Set(["nan", "infinity", "-infinity"]);

/**
 * `numeric`: read as the text that PostgreSQL prints, so that no digit is lost.
 * Texts of the same value are equal: `'1.5'`, `'1.50'` and `'15e-1'`.
 */
export function numericType(
  precision: number | undefined,
  scale: number | undefined,
): ColumnType<string> {
  return {
    name: "numeric",
    sqlName: writeSqlName(precision, scale),
    valueName: "string",
    encode: encodeNumeric,
    decode: (text) => text,
    equals: (left, right) => left === right || isSameNumeric(left, right),
    toKey: (text) => normalize(text) ?? text,
  };
}

function writeSqlName(
  precision: number | undefined,
  scale: number | undefined,
): string {
  if (precision === undefined) return "numeric";
  if (scale === undefined) return `numeric(${String(precision)})`;
  return `numeric(${String(precision)},${String(scale)})`;
}

function encodeNumeric(value: unknown, at: string): string {
  const expected = "a decimal number as a string";
  if (typeof value !== "string")
    throw new TypeMismatchError(at, expected, describeValue(value));
  if (normalize(value) === undefined)
    throw new TypeMismatchError(at, expected, "another string");
  return value;
}

function isSameNumeric(left: unknown, right: unknown): boolean {
  const normal = normalize(left);
  return normal !== undefined && normal === normalize(right);
}

/** One text per value: sign, digits without outer zeros, exponent. Never writes the zeros out, so `1e99999` is harmless. */
function normalize(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const lower = value.toLowerCase();
  if (specials.has(lower)) return lower;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    pattern.exec(value) ?? [];
  if (whole + fraction === "") return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power =
    Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === "-" ? "-" : ""}${significant}e${String(power)}`;
}
