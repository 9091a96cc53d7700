import { TypeMismatchError, UnreadableValueError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import { Range } from "./range";

/** The type of a column that holds ranges. */
export interface RangeType extends ColumnType<Range<unknown>> {
  /** The type of the ends. */
  readonly element: ColumnType;
}

/** The value after another one; the same when there is none, as after `infinity`. */
type Next = (value: unknown) => unknown;

/**
 * Ranges of an element type.
 * @param next for elements that can be counted, of which PostgreSQL writes every range with `[` and `)`
 */
export function rangeOf(
  name: string,
  element: ColumnType,
  next?: Next,
): RangeType {
  const valueName = `Range<${element.valueName}>`;
  return {
    name,
    sqlName: name,
    valueName,
    element,
    encode: (value, at) => {
      if (!isRange(value))
        throw new TypeMismatchError(at, `a ${valueName}`, describeValue(value));
      return writeRange(value, (end, side) =>
        element.encode(end, `${at}.${side}`),
      );
    },
    decode: (text, at) => readRange(text, element, at),
    equals: (left, right) =>
      isRange(left) &&
      isRange(right) &&
      isSameRange(left, right, element, next),
  };
}

/** Whether the values of a type are ranges. */
export function isRangeType(type: ColumnType): type is RangeType {
  return "element" in type;
}

/** Whether a value is a range: by its shape, which also one that went through JSON has. */
export function isRange(value: unknown): value is Range<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "lower" in value &&
    "upper" in value &&
    ["lowerInclusive", "upperInclusive", "isEmpty"].every(
      (flag) => typeof Reflect.get(value, flag) === "boolean",
    )
  );
}

/** The text of a range whose ends are written by `writeEnd`. */
export function writeRange(
  { lower, upper, lowerInclusive, upperInclusive, isEmpty }: Range<unknown>,
  writeEnd: (end: unknown, side: "lower" | "upper") => string,
): string {
  if (isEmpty) return "empty";
  const from = lower === null ? "" : quoteEnd(writeEnd(lower, "lower"));
  const to = upper === null ? "" : quoteEnd(writeEnd(upper, "upper"));
  return `${lowerInclusive ? "[" : "("}${from},${to}${upperInclusive ? "]" : ")"}`;
}

function quoteEnd(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

const pattern = /^([[(])("[^"]*"|[^",]*),("[^"]*"|[^",]*)([\])])$/;

function readRange(
  text: string,
  element: ColumnType,
  at: string,
): Range<unknown> {
  if (text === "empty") return Range.empty();
  const [, opening = "", lower = "", upper = "", closing = ""] =
    pattern.exec(text) ?? [];
  if (opening === "") {
    const hint = "Declare the column with the type it has in the database.";
    throw new UnreadableValueError(at, "text that is no range", hint);
  }
  return new Range(
    readEnd(lower, element, at),
    readEnd(upper, element, at),
    `${opening as "[" | "("}${closing as "]" | ")"}`,
  );
}

function readEnd(text: string, element: ColumnType, at: string): unknown {
  if (text === "") return null;
  return element.decode(text.startsWith('"') ? text.slice(1, -1) : text, at);
}

function isSameRange(
  left: Range<unknown>,
  right: Range<unknown>,
  element: ColumnType,
  next: Next | undefined,
): boolean {
  const one = normalize(left, element, next);
  const other = normalize(right, element, next);
  return (
    one.isEmpty === other.isEmpty &&
    one.lowerInclusive === other.lowerInclusive &&
    one.upperInclusive === other.upperInclusive &&
    isSameEnd(one.lower, other.lower, element) &&
    isSameEnd(one.upper, other.upper, element)
  );
}

/** As PostgreSQL writes the range: empty when it holds nothing, and where elements can be counted, with `[` and `)`. */
function normalize(
  range: Range<unknown>,
  element: ColumnType,
  next: Next | undefined,
): Range<unknown> {
  if (holdsNothing(range, element)) return Range.empty();
  if (next === undefined) return range;
  const counted = toCounted(range, next);
  return holdsNothing(counted, element) ? Range.empty() : counted;
}

/** With the lower end included and the upper one left out, as far as a value comes after them: none comes after `infinity`. */
function toCounted(
  { lower, upper, lowerInclusive, upperInclusive }: Range<unknown>,
  next: Next,
): Range<unknown> {
  const from = lower === null || lowerInclusive ? lower : next(lower);
  const to = upper !== null && upperInclusive ? next(upper) : upper;
  const opening = from === lower && !lowerInclusive ? "(" : "[";
  const closing = to === upper && upperInclusive ? "]" : ")";
  return new Range(from, to, `${opening}${closing}`);
}

function holdsNothing(range: Range<unknown>, element: ColumnType): boolean {
  const { lower, upper, lowerInclusive, upperInclusive, isEmpty } = range;
  if (isEmpty) return true;
  if (lower === null || upper === null) return false;
  return !(lowerInclusive && upperInclusive) && element.equals(lower, upper);
}

function isSameEnd(
  left: unknown,
  right: unknown,
  element: ColumnType,
): boolean {
  if (left === null || right === null) return left === right;
  return element.equals(left, right);
}
