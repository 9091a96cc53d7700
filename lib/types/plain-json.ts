/** What JSON.stringify would write in place of a value: a Date, for instance, stands for its text. */
export function toPlainJson(value: unknown): unknown {
  return hasToJson(value) ? value.toJSON() : value;
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    "toJSON" in value &&
    typeof value.toJSON === "function"
  );
}
