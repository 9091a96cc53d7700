import type { ColumnType } from "./column-type";

type Wrapper = (inner: ColumnType) => ColumnType;

interface Wrapping {
  readonly inner: ColumnType;
  readonly wrap: Wrapper;
  /** Whether the stored value is another one than the program's, so that no part of one is a part of the other. */
  readonly isOpaque: boolean;
}

const wrappings = new WeakMap<ColumnType, Wrapping>();

/**
 * A type around another one, which remembers what it was made of: a condition
 * may have to compare by another type than the column's own.
 * @param isOpaque whether it stores another value than the program's, so that parts of values cannot be compared
 */
export function wrapAround(
  inner: ColumnType,
  wrap: Wrapper,
  isOpaque = false,
): ColumnType {
  const outer = wrap(inner);
  wrappings.set(outer, { inner, wrap, isOpaque });
  return outer;
}

/** The type that PostgreSQL knows, without what options of the column do to its values. */
export function innermostType(type: ColumnType): ColumnType {
  const wrapping = wrappings.get(type);
  return wrapping === undefined ? type : innermostType(wrapping.inner);
}

/** The same wrappers around another type. */
export function wrapLike(type: ColumnType, innermost: ColumnType): ColumnType {
  const wrapping = wrappings.get(type);
  if (wrapping === undefined) return innermost;
  const { inner, wrap, isOpaque } = wrapping;
  return wrapAround(wrapLike(inner, innermost), wrap, isOpaque);
}

/** Whether values can be compared as a whole only, because the database holds other ones: those of a transform. */
export function comparesWhole(type: ColumnType): boolean {
  const wrapping = wrappings.get(type);
  if (wrapping === undefined) return false;
  return wrapping.isOpaque || comparesWhole(wrapping.inner);
}
