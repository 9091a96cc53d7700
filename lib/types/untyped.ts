import { isDate, isUint8Array } from "node:util/types";
import { TypeMismatchError } from "../errors/query-error";
import { writeArrayLiteral } from "./array-literal";
import type { ArrayItem } from "./array-literal";
import { writeHex } from "./bytea";
import { checkText } from "./check-text";
import { describeValue } from "./describe-value";
import { jsonbType } from "./json";
import { timestamptzType } from "./timestamp";

/**
 * The text of a value whose column nobody knows, as in sql`… ${value}`: numbers,
 * strings, dates, bytes as PostgreSQL reads them, arrays as array literals,
 * plain objects as JSON, null as NULL.
 * @throws TypeMismatchError for what SQL has no value for: undefined, functions, symbols, other objects.
 */
export function encodeUntyped(value: unknown, at: string): string | null {
  if (value === null) return null;
  if (typeof value === "string") return checkText(value, at);
  if (typeof value === "object") return encodeObject(value, at);
  if (isScalar(value)) return String(value);
  throw new TypeMismatchError(at, "a value of SQL", describeValue(value));
}

function isScalar(value: unknown): value is number | bigint | boolean {
  return ["number", "bigint", "boolean"].includes(typeof value);
}

function encodeObject(value: object, at: string): string {
  if (isDate(value)) return timestamptzType.encode(value, at);
  if (isUint8Array(value)) return writeHex(value);
  if (Array.isArray(value)) return writeArrayLiteral(toItems(value, at));
  if (isPlain(value)) return jsonbType.encode(value, at);
  throw new TypeMismatchError(at, "a value of SQL", describeValue(value));
}

function toItems(values: readonly unknown[], at: string): ArrayItem[] {
  return Array.from(values, (value, index) => {
    const place = `${at}[${String(index)}]`;
    return Array.isArray(value)
      ? toItems(value, place)
      : encodeUntyped(value, place);
  });
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // By its shape, so that plain objects of another realm count.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
