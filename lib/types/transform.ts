import { TransformError } from "../errors/value-error";
import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import { wrapAround } from "./wrapped-type";

/** What a program makes of the values of a column, and back. */
export interface ValueTransform {
  readonly to: (value: never) => unknown;
  readonly from: (value: never) => unknown;
  readonly equals?: ((left: never, right: never) => boolean) | undefined;
}

type Convert = (value: unknown) => unknown;

/**
 * A type whose values a program turns into those of another type, once on the
 * way to the database and once on the way back. NULL passes by: neither
 * function ever sees null.
 */
export function transformedType(
  type: ColumnType,
  transform: ValueTransform,
): ColumnType {
  return wrapAround(type, (inner) => wrap(inner, transform), true);
}

function wrap(inner: ColumnType, transform: ValueTransform): ColumnType {
  const to = transform.to as Convert;
  const from = transform.from as Convert;
  const equals = transform.equals as
    ((left: unknown, right: unknown) => boolean) | undefined;
  return {
    ...inner,
    encode: (value, at) => {
      const stored = convert(to, value, "transform.to", at);
      if (stored !== null && stored !== undefined)
        return inner.encode(stored, at);
      throw new TypeMismatchError(
        `transform.to of ${at}`,
        `a function that returns ${inner.valueName}`,
        `one that returns ${describeValue(stored)}`,
      );
    },
    decode: (text, at) => {
      const stored = inner.decode(text, at);
      // The null of JSON, which is no NULL.
      if (stored === null) return null;
      const value = convert(from, stored, "transform.from", at);
      // A record has no property that holds undefined: it would count as not set.
      if (value !== undefined) return value;
      throw new TypeMismatchError(
        `transform.from of ${at}`,
        "a function that returns a value",
        "one that returns undefined",
      );
    },
    equals: (left, right) =>
      isSamePrimitive(left, right) ||
      isAlike(
        equals ?? ((one, other) => inner.equals(to(one), to(other))),
        left,
        right,
      ),
  };
}

function convert(
  change: Convert,
  value: unknown,
  step: TransformError["step"],
  at: string,
): unknown {
  try {
    return change(value);
  } catch (error) {
    throw new TransformError(at, step, error);
  }
}

/** Spares functions whose results differ from call to call, as those that encrypt do, an update of what did not change. */
function isSamePrimitive(left: unknown, right: unknown): boolean {
  return typeof left !== "object" && Object.is(left, right);
}

/** A value that the functions cannot take equals nothing; writing it says why. */
function isAlike(
  equals: (left: unknown, right: unknown) => boolean,
  left: unknown,
  right: unknown,
): boolean {
  try {
    return equals(left, right);
  } catch {
    return false;
  }
}
