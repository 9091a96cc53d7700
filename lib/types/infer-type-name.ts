/**
 * The type that fits what TypeScript's `design:type` says of a field, or
 * undefined when that is too little: Object stands for unions, interfaces and
 * `unknown`, Array does not tell its elements.
 */
export function inferTypeName(designType: unknown): string | undefined {
  return names.get(designType);
}

const names: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [String, "text"],
  [Number, "integer"],
  [Boolean, "boolean"],
  [BigInt, "bigint"],
  [Date, "timestamptz"],
  [Buffer, "bytea"],
  [Uint8Array, "bytea"],
]);
