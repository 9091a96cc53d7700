import { stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import type glob from "fast-glob";

/**
 * The files that patterns name, absolute and each once: in the order of the
 * patterns, and sorted within one. The path of a file is taken as it is,
 * whatever signs are in it; `!` before a pattern takes files out. Installed
 * packages and declarations of types are never meant.
 */
export async function findFiles(
  patterns: readonly string[],
  directory: string,
): Promise<readonly string[]> {
  const excluded = patterns
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => toPattern(pattern.slice(1)));
  const found = await Promise.all(
    patterns
      .filter((pattern) => !pattern.startsWith("!"))
      .map(async (pattern) =>
        (await isFile(resolve(directory, pattern)))
          ? [resolve(directory, pattern)]
          : findByPattern(pattern, excluded, directory),
      ),
  );
  return [...new Set(found.flat())];
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}

async function findByPattern(
  pattern: string,
  excluded: readonly string[],
  directory: string,
): Promise<readonly string[]> {
  const files = await loadGlob()(toPattern(pattern), {
    cwd: directory,
    absolute: true,
    ignore: ["**/node_modules/**", "**/*.d.{ts,mts,cts}", ...excluded],
  });
  return files.sort();
}

/** In a pattern a backslash escapes; on Windows it is more likely part of a path. */
function toPattern(text: string): string {
  return sep === "\\" ? text.replaceAll(sep, "/") : text;
}

/** Most programs and commands look for no files: it is loaded when one does. */
function loadGlob(): typeof glob {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for everybody
  return require("fast-glob") as typeof glob;
}
