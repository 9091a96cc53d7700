import { TransformError } from "../errors/value-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import { TypeMismatchError } from "../errors/query-error";
import { wrapAround } from "./wrapped-type";

/** How the values of a column are brought into one form. */
export interface Normalization {
  readonly apply: (value: never) => unknown;
  /** Whether null is given to it as well. */
  readonly toNull: boolean;
}

/**
 * A type whose values are brought into one form on their way to the database,
 * in conditions as well. What comes back is left as it is: old rows may hold
 * other forms, and a record that only read one has nothing to save.
 */
export function normalizedType(
  type: ColumnType,
  normalization: Normalization,
): ColumnType {
  return wrapAround(type, (inner) => wrap(inner, normalization));
}

function wrap(inner: ColumnType, { apply, toNull }: Normalization): ColumnType {
  const change = apply as (value: unknown) => unknown;
  const normalize = (value: unknown, at: string): unknown => {
    if (value === undefined || (value === null && !toNull)) return value;
    const typed = inner.coerce === undefined ? value : inner.coerce(value);
    const normal = call(change, typed, at);
    // It would count as not set, and what was given would be lost.
    if (normal !== undefined) return normal;
    throw new TypeMismatchError(
      `normalize of ${at}`,
      "a function that returns a value",
      "one that returns undefined",
    );
  };
  return {
    ...inner,
    normalize,
    encode: (value, at) => {
      const normal = normalize(value, at);
      if (normal !== null && normal !== undefined)
        return inner.encode(normal, at);
      const received = describeValue(normal);
      throw new TypeMismatchError(at, inner.valueName, received);
    },
    ...(inner.storedTexts === undefined
      ? {}
      : {
          storedTexts: (value: unknown, at: string) =>
            inner.storedTexts?.(normalize(value, at), at) ?? [],
        }),
    equals: (left, right) =>
      inner.equals(left, right) || isSameForm(inner, normalize, left, right),
  };
}

function call(
  change: (value: unknown) => unknown,
  value: unknown,
  at: string,
): unknown {
  try {
    return change(value);
  } catch (error) {
    throw new TransformError(at, "normalize", error);
  }
}

/** A value that was changed in place has its form only when it is written. */
function isSameForm(
  inner: ColumnType,
  normalize: (value: unknown, at: string) => unknown,
  left: unknown,
  right: unknown,
): boolean {
  try {
    const normal = normalize(right, "");
    return normal !== null && inner.equals(left, normal);
  } catch {
    return false;
  }
}
