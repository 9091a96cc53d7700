import { randomUUID } from "node:crypto";
import { TypeMismatchError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";

const pattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** `uuid`: written in lower case, as PostgreSQL prints it. */
export const uuidType: ColumnType<string> = {
  name: "uuid",
  sqlName: "uuid",
  valueName: "string",
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
  return version === 4 ? randomUUID() : generateTimedUuid();
}

/** Whether a value is a UUID in the usual form, of any version. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && pattern.test(value);
}

/** The millisecond of the last UUID of version 7, and its number within it. */
let lastMs = 0;
let counter = 0;

/**
 * 48 bits of time, the version, a counter of 12 bits that keeps those of one
 * millisecond in order, and 62 random bits (RFC 9562, section 6.2, method 1).
 */
function generateTimedUuid(): string {
  const random = randomUUID();
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // A random start, and as much room to count on again.
    counter = parseInt(random.slice(0, 3), 16) & 0x7ff;
  } else if (counter < 0xfff) {
    counter++;
  } else {
    lastMs++;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const count = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${random.slice(18)}`;
}
