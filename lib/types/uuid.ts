import { randomUUID } from "node:crypto";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
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

/**
 * A new UUID of version 7, RFC 9562, as keys with `default: "v7"` get them. It
 * begins with the time, so those made later sort behind and an index grows at
 * one end only; those of one process sort as they were made, also within a
 * millisecond.
 *
 * @example
 * ```ts
 * const first = uuidv7();
 * first < uuidv7();   // true
 * isUuidv7(first);     // true
 * ```
 */
export function uuidv7(): string {
  return generateTimedUuid();
}

/**
 * Whether a value is a UUID in the usual form of 36 characters, in either
 * case, of any version.
 *
 * @example
 * ```ts
 * isUuid("018C2B5C-8D20-7000-8000-123456789ABC");   // true
 * isUuid("018c2b5c");                               // false
 * ```
 */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && pattern.test(value);
}

/**
 * Whether a value is a UUID of version 7 and of the variant of RFC 9562, in
 * either case.
 *
 * @example
 * ```ts
 * isUuidv7("018c2b5c-8d20-7000-8000-123456789abc");   // true
 * isUuidv7("018c2b5c-8d20-4000-8000-123456789abc");   // false
 * ```
 */
export function isUuidv7(value: unknown): value is string {
  return isUuid(value) && value[14] === "7" && /[89ab]/i.test(value[19] ?? "");
}

/**
 * When a UUID of version 7 was made, to the millisecond.
 *
 * @example
 * ```ts
 * uuidTimestamp("018c2b5c-8d20-7000-8000-123456789abc").toISOString();   // "2023-12-02T16:28:54.944Z"
 * ```
 *
 * @throws InvalidArgumentError when it is no UUID of version 7; others hold no such time
 */
export function uuidTimestamp(uuid: string): Date {
  if (isUuidv7(uuid)) return new Date(timeOf(uuid));
  throw new InvalidArgumentError("uuidTimestamp takes a UUID of version 7.", {
    hint: "Look first: isUuidv7(value).",
  });
}

/** The first 48 bits. */
function timeOf(uuid: string): number {
  return parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
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
