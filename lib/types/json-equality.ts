import { toPlainJson } from "./plain-json";

/**
 * Whether two values stand for the same JSON. One of them comes from the
 * database and is a finite tree, so that a cycle in the other does no harm.
 * @param isOrdered whether the order of an object's keys counts
 */
export function isSameJson(
  left: unknown,
  right: unknown,
  isOrdered: boolean,
): boolean {
  if (left === right) return true;
  const [plainLeft, plainRight] = [toPlainJson(left), toPlainJson(right)];
  if (!isObject(plainLeft) || !isObject(plainRight))
    return plainLeft === plainRight;
  if (Array.isArray(plainLeft) || Array.isArray(plainRight)) {
    return isSameList(plainLeft, plainRight, isOrdered);
  }
  return isSameObject(plainLeft, plainRight, isOrdered);
}

function isSameList(left: object, right: object, isOrdered: boolean): boolean {
  return (
    Array.isArray(left) &&
    Array.isArray(right) &&
    left.length === right.length &&
    left.every((item, index) => isSameJson(item, right[index], isOrdered))
  );
}

function isSameObject(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
  isOrdered: boolean,
): boolean {
  const [keys, others] = [Object.keys(left), Object.keys(right)];
  return (
    keys.length === others.length &&
    keys.every(
      (key, index) =>
        (isOrdered ? others[index] === key : Object.hasOwn(right, key)) &&
        isSameJson(left[key], right[key], isOrdered),
    )
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
