import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { findConfigIn } from "../find-config";
import { findPackageFile } from "../project/package-file";
import type { PackageFile } from "../project/package-file";
import { readTsconfig } from "../project/tsconfig";
import type { Tsconfig } from "../project/tsconfig";
import type { Layout } from "./templates";

/** What lies in the folder that becomes a project of arx. */
export interface FoundProject {
  readonly directory: string;
  /** That of the folder, or of one above it. */
  readonly packageFile: PackageFile | undefined;
  readonly tsconfig: Tsconfig | undefined;
  readonly layout: Layout;
  /** The name of its configuration of arx. */
  readonly config: string | undefined;
  readonly hasModels: boolean;
  /** Whether it gets a first model, a seed and a program. */
  readonly hasSample: boolean;
}

/**
 * Looks at the folder; nothing is changed.
 * @throws UnreadableFileError
 */
export async function findProject(directory: string): Promise<FoundProject> {
  const packageFile = findPackageFile(directory);
  const tsconfig = await readTsconfig(directory);
  const base = tsconfig === undefined ? "" : findBase(directory, tsconfig);
  const config = findConfigIn(directory);
  const hasModels = hasFiles(join(directory, base, "models"));
  return {
    directory,
    packageFile,
    tsconfig,
    layout: {
      base,
      importEnding: packageFile?.isEsModule === true ? ".js" : "",
    },
    config: config === undefined ? undefined : relative(directory, config),
    hasModels,
    hasSample: config === undefined && !hasModels,
  };
}

/** Whether a package can be imported in the folder. */
export function hasPackage(directory: string, name: string): boolean {
  try {
    createRequire(join(directory, "package.json")).resolve(
      `${name}/package.json`,
    );
    return true;
  } catch {
    return false;
  }
}

/** The folder of the sources, when the compiler takes them from one alone: "src/". */
function findBase(directory: string, { parsed }: Tsconfig): string {
  const { rootDir } = parsed.options;
  const root =
    rootDir === undefined
      ? findCommonFolder(includedBy(parsed))
      : relative(directory, rootDir);
  return root === undefined || root === "" || root.startsWith("..")
    ? ""
    : `${root}/`;
}

/** The patterns of `include`; undefined when every file is meant. */
export function includedBy({
  raw,
}: Tsconfig["parsed"]): readonly string[] | undefined {
  const { include, files } = raw as {
    readonly include?: unknown;
    readonly files?: unknown;
  };
  if (Array.isArray(include)) return include.map(String);
  return Array.isArray(files) ? [] : undefined;
}

/** `src` of `src/**` and `./src`; undefined when there are several, or a pattern comes first. */
function findCommonFolder(
  patterns: readonly string[] | undefined,
): string | undefined {
  const folders = new Set(patterns?.map(firstFolder));
  const [folder] = folders;
  return folders.size === 1 && folder?.includes("*") === false
    ? folder
    : undefined;
}

/** The first part of a pattern. */
export function firstFolder(pattern: string): string {
  return pattern.replace(/^\.\//, "").split("/")[0] ?? "";
}

function hasFiles(directory: string): boolean {
  const entry = statSync(directory, { throwIfNoEntry: false });
  return entry?.isDirectory() === true && readdirSync(directory).length > 0;
}
