import { TypeMismatchError, UnreadableValueError } from "../errors/query-error";
import { parseArrayLiteral, writeArrayLiteral } from "./array-literal";
import type { ArrayItem } from "./array-literal";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

/** The type of a column that holds arrays. */
interface ArrayType extends ColumnType<readonly unknown[]> {
  /** The type of the elements. */
  readonly items: ColumnType;
}

/** Whether the values of a type are arrays. */
export function isArrayType(type: ColumnType): type is ArrayType {
  return "items" in type;
}

/**
 * An array of an element type. Elements may be null. Further dimensions are
 * arrays in the array, all of one length; for json, where an array is itself
 * an element, there is one dimension only.
 */
export function arrayOf(element: ColumnType): ArrayType {
  return {
    items: element,
    name: `${element.name}[]`,
    sqlName: `${element.sqlName}[]`,
    valueName: `${element.valueName}[]`,
    ...(element.extension === undefined
      ? {}
      : { extension: element.extension }),
    ...(element.enumeration === undefined
      ? {}
      : { enumeration: element.enumeration }),
    encode: (value, at) => encodeArray(value, element, at),
    decode: (text, at) => decodeArray(text, element, at),
    equals: (left, right) => isSameArray(left, right, element),
  };
}

function encodeArray(value: unknown, element: ColumnType, at: string): string {
  if (!Array.isArray(value))
    throw new TypeMismatchError(at, "an array", describeValue(value));
  if (!isJson(element)) checkDimensions(value, at);
  return writeArrayLiteral(toItems(value, element, at));
}

function toItems(
  values: readonly unknown[],
  element: ColumnType,
  at: string,
): ArrayItem[] {
  // Array.from also visits the holes of a sparse array, which map would leave.
  return Array.from(values, (value, index) => {
    // An enum does not list it, and the check of its column refuses it.
    if (value === null && element.enumeration === undefined) return null;
    const place = `${at}[${String(index)}]`;
    if (Array.isArray(value) && !isJson(element))
      return toItems(value, element, place);
    return element.encode(value, place);
  });
}

/** PostgreSQL's arrays are boxes: at each depth either elements or arrays of one length. */
function checkDimensions(values: readonly unknown[], at: string): void {
  if (!values.some((value) => Array.isArray(value))) return;
  const lengths = new Set(
    values.map((value) => (Array.isArray(value) ? value.length : undefined)),
  );
  if (lengths.size > 1 || lengths.has(0) || lengths.has(undefined)) {
    throw new TypeMismatchError(
      at,
      "nested arrays of one length",
      "ragged or empty ones",
    );
  }
  checkDimensions(values.flat(), at);
}

/** Whether the elements of a type may themselves be arrays. */
export function isJson({ name }: ColumnType): boolean {
  return name === "json" || name === "jsonb";
}

function decodeArray(text: string, element: ColumnType, at: string): unknown[] {
  const items = parseArrayLiteral(text);
  if (items !== undefined) return fromItems(items, element, at);
  const hint = "Declare the column with the type it has in the database.";
  throw new UnreadableValueError(at, "text that is no array", hint);
}

function fromItems(
  items: readonly ArrayItem[],
  element: ColumnType,
  at: string,
): unknown[] {
  return items.map((item) => {
    if (item === null) return null;
    return typeof item === "string"
      ? element.decode(item, at)
      : fromItems(item, element, at);
  });
}

function isSameArray(
  left: unknown,
  right: unknown,
  element: ColumnType,
): boolean {
  return (
    Array.isArray(left) &&
    Array.isArray(right) &&
    left.length === right.length &&
    left.every((item, index) => isSameItem(item, right[index], element))
  );
}

function isSameItem(
  left: unknown,
  right: unknown,
  element: ColumnType,
): boolean {
  // The null of JSON is read as null, too.
  if (isJson(element)) return element.equals(left, right);
  if (left === null || right === null) return left === right;
  return Array.isArray(left)
    ? isSameArray(left, right, element)
    : element.equals(left, right);
}
