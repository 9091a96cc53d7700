import { ConfigError } from "../errors/database-error";
import { suggest } from "../util/suggest";

/**
 * Refuses a key that nobody would read: a misspelt option must not be silently ignored.
 * @param path what stands before the key in messages: `pool.`
 * @throws ConfigError with the key that was probably meant
 */
export function checkKeys(
  options: unknown,
  known: readonly string[],
  path: string,
): void {
  if (typeof options !== "object" || options === null) {
    throw new ConfigError(
      `${path === "" ? "The options" : path.slice(0, -1)} must be an object.`,
    );
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const near = suggest(key, known);
    throw new ConfigError(`${path}${key} is not an option.`, {
      hint:
        near === undefined
          ? `Known: ${known.join(", ")}.`
          : `Did you mean ${path}${near}?`,
    });
  }
}
