import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UnreadableFileError } from "./unreadable-file-error";

/** What is used of a package.json. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
  readonly isEsModule: boolean;
  readonly scripts: readonly string[];
}

/**
 * The package.json of a directory, or of the nearest one above it.
 * @throws UnreadableFileError
 */
export function findPackageFile(directory: string): PackageFile | undefined {
  const path = join(directory, "package.json");
  if (existsSync(path)) return readPackageFile(path);
  const parent = dirname(directory);
  return parent === directory ? undefined : findPackageFile(parent);
}

function readPackageFile(path: string): PackageFile {
  const text = readFileSync(path, "utf8");
  const { type, scripts } = parse(path, text);
  return {
    path,
    text,
    isEsModule: type === "module",
    scripts: Object.keys(scripts ?? {}),
  };
}

interface PackageJson {
  readonly type?: unknown;
  readonly scripts?: object;
}

function parse(path: string, text: string): PackageJson {
  try {
    return (JSON.parse(text) ?? {}) as PackageJson;
  } catch {
    throw new UnreadableFileError(path, "it is no JSON.");
  }
}
