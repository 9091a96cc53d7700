import { bigintType } from "./bigint";
import type { IntegerMode } from "./bigint";
import { dateType, nextDay } from "./date";
import { integerColumnType } from "./integer";
import { numericType } from "./numeric";
import { rangeOf } from "./range-type";
import type { RangeType } from "./range-type";
import { timestampType, timestamptzType } from "./timestamp";

/** `int4range`: ranges of `integer`. */
export const int4rangeType = rangeOf(
  "int4range",
  integerColumnType,
  nextInteger,
);

/** `numrange`: ranges of `numeric`. */
export const numrangeType = rangeOf(
  "numrange",
  numericType(undefined, undefined),
);

/** `daterange`: ranges of days. */
export const daterangeType = rangeOf("daterange", dateType, nextDay);

/** `tsrange`: ranges of `timestamp`. */
export const tsrangeType = rangeOf("tsrange", timestampType);

/** `tstzrange`: ranges of `timestamptz`. */
export const tstzrangeType = rangeOf("tstzrange", timestamptzType);

/** `int8range`: ranges of `bigint`, whose ends are read as the mode says. */
export function int8rangeType(mode: IntegerMode): RangeType {
  return rangeOf("int8range", bigintType(mode), nextInteger);
}

function nextInteger(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "bigint") return value + 1n;
  return String(BigInt(value as string) + 1n);
}
