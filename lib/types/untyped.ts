import { isDate, isUint8Array } from "node:util/types";
import { TypeMismatchError } from "../errors/query-error";
import { writeArrayLiteral } from "./array-literal";
import type { ArrayItem } from "./array-literal";
import { writeHex } from "./bytea";
import { checkText } from "./check-text";
import { describeValue } from "./describe-value";
import { jsonbType } from "./json";
import { jsonNull } from "./json-null";
import { isRange, writeRange } from "./range-type";
import { timestamptzType } from "./timestamp";
import { isVector } from "./vector";

/**
 * The text of a value whose column nobody knows, as in sql`… ${value}`: numbers,
 * strings, dates, bytes as PostgreSQL reads them, arrays as array literals,
 * ranges as ranges, vectors as vectors, plain objects as JSON, null as NULL.
 * @throws TypeMismatchError for what SQL has no value for: undefined, functions, symbols, other objects.
 */
export function encodeUntyped(value: unknown, at: string): string | null {
  if (value === null) return null;
  if (typeof value === "string") return checkText(value, at);
  if (typeof value === "object") return encodeObject(value, at);
  if (isScalar(value)) return Object.is(value, -0) ? "-0" : String(value);
  throw new TypeMismatchError(at, "a value of SQL", describeValue(value));
}

function isScalar(value: unknown): value is number | bigint | boolean {
  return ["number", "bigint", "boolean"].includes(typeof value);
}

function encodeObject(value: object, at: string): string {
  if (isDate(value)) return timestamptzType.encode(value, at);
  if (isUint8Array(value)) return writeHex(value);
  if (Array.isArray(value)) return writeArrayLiteral(toItems(value, at));
  if (isRange(value))
    return writeRange(value, (end, side) => encodeEnd(end, `${at}.${side}`));
  if (isVector(value)) return value.toString();
  if (isPlain(value) || value === jsonNull) return jsonbType.encode(value, at);
  throw new TypeMismatchError(at, "a value of SQL", describeValue(value));
}

function encodeEnd(end: unknown, at: string): string {
  const text = encodeUntyped(end, at);
  if (text !== null) return text;
  throw new TypeMismatchError(at, "a value of SQL", "null");
}

function toItems(values: readonly unknown[], at: string): ArrayItem[] {
  return Array.from(values, (value, index) => {
    const place = `${at}[${String(index)}]`;
    return Array.isArray(value)
      ? toItems(value, place)
      : encodeUntyped(value, place);
  });
}

/** Whether an object is a literal, and no instance of a class. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // By its shape, so that plain objects of another realm count.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
