import { isArrayType, isJson } from "./array";
import { toBigint, toInstant, toUtc } from "./coerce";
import type { ColumnType } from "./column-type";
import { Range } from "./range";
import { isRange, isRangeType } from "./range-type";
import type { RangeType } from "./range-type";
import { Vector } from "./vector";
import { isVectorType } from "./vector-type";
import { comparesWhole, innermostType } from "./wrapped-type";

/**
 * The value of a type that plain data of JSON stands for: a text in ISO 8601
 * for a Date, base64 for bytes, digits for a bigint, numbers for a vector.
 * Anything else is returned as it is, for the type to take or refuse.
 */
export function fromPlain(type: ColumnType, value: unknown): unknown {
  // What a transform takes is the program's own affair.
  return comparesWhole(type) ? value : convert(innermostType(type), value);
}

function convert(type: ColumnType, value: unknown): unknown {
  if (isRangeType(type)) return toRange(type, value);
  if (isVectorType(type)) return toVector(value);
  if (!isArrayType(type)) return fromScalar(type, value);
  return Array.isArray(value) ? toItems(type.items, value) : value;
}

/** Elements, or lists of them where an array has several dimensions. */
function toItems(element: ColumnType, values: readonly unknown[]): unknown {
  return values.map((item) =>
    Array.isArray(item) && !isElement(element, item)
      ? toItems(element, item)
      : convert(element, item),
  );
}

function isElement(type: ColumnType, list: readonly unknown[]): boolean {
  return isJson(type) || (isVectorType(type) && isVectorLike(list));
}

function isVectorLike(list: readonly unknown[]): boolean {
  return list.length > 0 && list.every(Number.isFinite);
}

function toVector(value: unknown): unknown {
  return Array.isArray(value) && isVectorLike(value)
    ? Vector.of(value as number[])
    : value;
}

function toRange({ element }: RangeType, value: unknown): unknown {
  if (!isRange(value)) return value;
  const { lower, upper, lowerInclusive, upperInclusive, isEmpty } = value;
  if (isEmpty) return Range.empty();
  return new Range(
    convert(element, lower),
    convert(element, upper),
    `${lowerInclusive ? "[" : "("}${upperInclusive ? "]" : ")"}`,
  );
}

function fromScalar({ name, valueName }: ColumnType, value: unknown): unknown {
  switch (valueName) {
    case "Date":
      return name === "timestamptz" ? toInstant(value) : toUtc(value);
    case "Buffer":
      return fromBase64(value);
    case "bigint":
      return toBigint(value);
    default:
      return value;
  }
}

/** With a length that four divides; a group of four that is repeated would fail on texts of megabytes. */
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function fromBase64(value: unknown): unknown {
  const isBase64 =
    typeof value === "string" && value.length % 4 === 0 && base64.test(value);
  return isBase64 ? Buffer.from(value, "base64") : value;
}
