import { v4, v7 } from "uuid";
import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

const pattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** `uuid`: written in lower case, as PostgreSQL prints it. */
export const uuidType: ColumnType<string> = {
  name: "uuid",
  sqlName: "uuid",
  valueName: "string",
  isMutable: false,
  encode: (value, at) => {
    if (isUuid(value)) return value.toLowerCase();
    const received =
      typeof value === "string" ? "another string" : describeValue(value);
    throw new TypeMismatchError(at, "a UUID", received);
  },
  decode: (text) => text,
  equals: (left, right) =>
    left === right ||
    (isUuid(left) &&
      isUuid(right) &&
      left.toLowerCase() === right.toLowerCase()),
};

/** A new UUID: random (4), or led by the time and so kind to indexes (7). */
export function generateUuid(version: 4 | 7): string {
  return version === 4 ? v4() : v7();
}

/** Whether a value is a UUID in the usual form, of any version. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && pattern.test(value);
}
