import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** What a configuration file may be called, in the order of preference. */
const configNames = ["ts", "mts", "cts", "js", "mjs", "cjs", "json"].map(
  (extension) => `arx.config.${extension}`,
);

/** Raised when a directory has configurations that may contradict each other. */
class AmbiguousConfigError extends Error {
  readonly code = "CONFIG";
  readonly hint: string;

  constructor(files: readonly string[]) {
    const names = files.map((file) => basename(file));
    const last = names.at(-1) ?? "";
    const list = `${names.slice(0, -1).join(", ")} and ${last}`;
    super(
      `${dirname(files[0] ?? "")} has more than one configuration: ${list}.`,
    );
    this.hint = `Remove all but one, or say which: --config ${last}`;
  }
}

/**
 * The configuration file of the project that a directory is in, or undefined.
 * @throws AmbiguousConfigError
 */
export function findConfig(directory: string): string | undefined {
  const found = findConfigIn(directory);
  if (found !== undefined) return found;
  const parent = dirname(directory);
  return parent === directory ? undefined : findConfig(parent);
}

/**
 * The configuration file in a directory itself.
 * @throws AmbiguousConfigError
 */
export function findConfigIn(directory: string): string | undefined {
  const there = configNames
    .map((name) => join(directory, name))
    .filter((file) => existsSync(file));
  // What the compiler made of a file may lie beside it.
  const written = there.filter((file) => !there.includes(sourceOf(file)));
  if (written.length > 1) throw new AmbiguousConfigError(written);
  return written[0];
}

/** `arx.config.ts` for `arx.config.js`; a name that is none for TypeScript itself. */
function sourceOf(file: string): string {
  return /\.[cm]?js$/.test(file) ? file.replace(/js$/, "ts") : "";
}
