import { isNativeError } from "node:util/types";

/** What a server says about a failed statement; the two drivers name some fields differently. */
export interface ServerReport {
  readonly message: string;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  readonly position: number | undefined;
}

/** Reads an error of either driver; undefined when it is not one. */
export function readReport(error: unknown): ServerReport | undefined {
  if (!isError(error)) return undefined;
  const field = (...names: readonly string[]): string | undefined =>
    readText(error, names);
  const position = field("position");
  return {
    message: hideValues(error.message, field("code")),
    code: field("code"),
    detail: field("detail"),
    hint: field("hint"),
    schema: field("schema_name", "schema"),
    table: field("table_name", "table"),
    column: field("column_name", "column"),
    constraint: field("constraint_name", "constraint"),
    position: position === undefined ? undefined : Number(position),
  };
}

/** Whether a value is an error, of this realm or another: `instanceof` does not know those that Node makes inside a `vm` context. */
export function isError(value: unknown): value is Error {
  return isNativeError(value) || value instanceof Error;
}

/** What is safe to keep of a driver's own error. */
const safeKeys = [
  "name",
  "code",
  "severity",
  "schema_name",
  "table_name",
  "column_name",
  "constraint_name",
] as const;

/**
 * A copy of a driver's error to keep as the cause. The drivers hang the
 * parameters and the whole statement on theirs, in ways that cannot be undone.
 */
export function copyWithoutValues(error: Error): Error {
  const message = hideValues(error.message, readText(error, ["code"]));
  const copy = Object.create(Object.getPrototypeOf(error) as object, {
    message: { value: message, configurable: true },
    stack: {
      value: error.stack?.replace(error.message, () => message),
      configurable: true,
    },
  }) as Error;
  for (const key of safeKeys) {
    const text = readText(error, [key]);
    if (text !== undefined)
      Object.defineProperty(copy, key, {
        value: text,
        enumerable: true,
        configurable: true,
      });
  }
  return copy;
}

/**
 * Takes out the values that PostgreSQL quotes in messages of class 22, "Data
 * Exception": `invalid input syntax for type integer: "secret"`.
 */
function hideValues(message: string, code: string | undefined): string {
  if (code?.startsWith("22") !== true) return message;
  return message
    .replace(/: "[^]*"$/, ': "…"')
    .replace(
      /^(value|date\/time field value) "[^]*" is out of range/,
      '$1 "…" is out of range',
    );
}

function readText(error: object, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value: unknown = (error as Record<string, unknown>)[name];
    if (typeof value === "string") return value;
  }
  return undefined;
}
