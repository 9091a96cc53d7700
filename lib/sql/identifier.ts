import { InvalidArgumentError } from "../errors/query-error";
import { quoteName } from "../util/quote";

/**
 * A name as SQL text, always in double quotes, so that case, reserved words
 * and any character survive. See PostgreSQL's manual, 4.1.1 "Identifiers".
 * @throws InvalidArgumentError when the name is empty or holds a NUL character.
 */
export function quoteIdentifier(name: string): string {
  if (name === "" || name.includes("\0")) {
    throw new InvalidArgumentError(
      `${JSON.stringify(name)} cannot be a name in PostgreSQL.`,
    );
  }
  return quoteName(name);
}

/** Names joined by dots: `"public"."users"`. */
export function quotePath(path: readonly string[]): string {
  return path.map(quoteIdentifier).join(".");
}
