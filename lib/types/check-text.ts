import { TypeMismatchError } from "../errors/query-error";
import { describeValue } from "./describe-value";

/**
 * The same text, when PostgreSQL can hold it.
 * @throws TypeMismatchError for anything but a string, and for strings that
 * would fail or change on the way: NUL characters and lone surrogates.
 */
export function checkText(
  value: unknown,
  at: string,
  expected = "a string",
): string {
  if (typeof value !== "string")
    throw new TypeMismatchError(at, expected, describeValue(value));
  const flaw = findFlaw(value);
  if (flaw !== undefined) throw new TypeMismatchError(at, expected, flaw);
  return value;
}

/** Why PostgreSQL cannot hold a text, or undefined when it can. */
export function findFlaw(text: string): string | undefined {
  if (text.includes("\0")) return "a string with a NUL character";
  return isWellFormed(text) ? undefined : "a string with half a surrogate pair";
}

/** As UTF-8, a lone surrogate would silently become U+FFFD. */
function isWellFormed(text: string): boolean {
  // Every supported Node has the method; TypeScript's library tells of it only from ES2024 on.
  return (text as unknown as { isWellFormed(): boolean }).isWellFormed();
}
