import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a configuration file may be called, in the order of preference. */
const configNames = ["ts", "mts", "cts", "js", "mjs", "cjs", "json"].map(
  (extension) => `arx.config.${extension}`,
);

/** The configuration file of the project that a directory is in, or undefined. */
export function findConfig(directory: string): string | undefined {
  const found = configNames
    .map((name) => join(directory, name))
    .find((file) => existsSync(file));
  if (found !== undefined) return found;
  const parent = dirname(directory);
  return parent === directory ? undefined : findConfig(parent);
}
