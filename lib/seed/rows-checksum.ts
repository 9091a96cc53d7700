import { jsonNull } from "../types/json-null";
import { checksumOf } from "../util/checksum";

/** A fingerprint of rows: the same for equal values, whatever the order of their properties. */
export function checksumOfRows(
  rows: readonly Readonly<Record<string, unknown>>[],
): string {
  return checksumOf(JSON.stringify(rows.map(toComparable)));
}

/** JSON cannot tell a date from a text, and knows no bigint, bytes, NaN, or order of keys. */
function toComparable(value: unknown): unknown {
  if (value instanceof Date) return { date: value.getTime() };
  if (value instanceof Uint8Array)
    return { bytes: Buffer.from(value).toString("base64") };
  if (typeof value === "bigint") return { bigint: value.toString() };
  if (typeof value === "number" && !Number.isFinite(value))
    return { number: String(value) };
  if (value === jsonNull) return { json: null };
  if (Array.isArray(value)) return value.map(toComparable);
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return { object: parts.map(([key, part]) => [key, toComparable(part)]) };
}
