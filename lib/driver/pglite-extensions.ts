import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Extension } from "@electric-sql/pglite";
import { suggest } from "../util/suggest";
import { readTar } from "../util/tar";
import { findUnavailable, missingTypeHint } from "./missing-extension";
import { findPackageFolder, findPgliteFolder } from "./pglite-package";

const unzip = promisify(gunzip);

/** Extensions that PGlite does not bring itself, and the package of npm that does. */
const packages: Readonly<Record<string, string>> = {
  age: "@electric-sql/pglite-age",
  pg_hashids: "@electric-sql/pglite-pg_hashids",
  pg_ivm: "@electric-sql/pglite-pg_ivm",
  pg_uuidv7: "@electric-sql/pglite-pg_uuidv7",
  pgtap: "@electric-sql/pglite-pgtap",
  vector: "@electric-sql/pglite-pgvector",
};

/** A file of an extension, by its path from the root of the installation. */
interface ExtensionFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * The files of every extension at hand: those that PGlite brings and those of
 * installed packages. All are offered from the start, as on a server; the code
 * of one is compiled when it is first used.
 */
export async function readExtensionFiles(): Promise<readonly ExtensionFile[]> {
  const bundles = [...(await listBundles()), ...findPackageBundles()];
  const files = await Promise.all(bundles.map(readBundle));
  return files.flat();
}

/** The names that CREATE EXTENSION takes. */
export function extensionNames(
  files: readonly ExtensionFile[],
): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith(".control"))
    .map(({ path }) => basename(path, ".control"))
    .sort();
}

/** Has PGlite put the files in its file system before PostgreSQL starts in it. */
export function offerFiles(files: readonly ExtensionFile[]): Extension {
  return {
    name: "extensions at hand",
    setup: (_, options: EmscriptenOptions) =>
      Promise.resolve({
        emscriptenOpts: {
          ...options,
          preRun: [
            ...options.preRun,
            ({ FS, WASM_PREFIX }: EmscriptenModule) => {
              for (const { path, content } of files) {
                const target = `${WASM_PREFIX}/${path}`;
                FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
                FS.writeFile(target, content);
              }
            },
          ],
        },
      }),
  };
}

/** What to do when CREATE EXTENSION was refused, or an extension is missing, if that is what a message says. */
export function extensionHint(
  message: string,
  offered: readonly string[],
): string | undefined {
  const extension = findUnavailable(message);
  if (extension !== undefined) return unavailableHint(extension, offered);
  return missingTypeHint(message, [...offered, ...Object.keys(packages)]);
}

function unavailableHint(name: string, offered: readonly string[]): string {
  const packageName = Object.hasOwn(packages, name)
    ? packages[name]
    : undefined;
  if (packageName !== undefined)
    return `Install it and start again: npm install ${packageName}`;
  const near = suggest(name, [...offered, ...Object.keys(packages)]);
  return near === undefined
    ? `PGlite has ${offered.join(", ")}.`
    : `Did you mean ${near}?`;
}

/** What is used of Emscripten, whose options PGlite hands out untyped. */
interface EmscriptenOptions {
  readonly preRun: readonly ((module: EmscriptenModule) => void)[];
}

interface EmscriptenModule {
  readonly WASM_PREFIX: string;
  readonly FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, content: Uint8Array): void;
  };
}

async function listBundles(): Promise<readonly string[]> {
  const folder = findPgliteFolder();
  return (await readdir(folder))
    .filter((name) => name.endsWith(".tar.gz"))
    .map((name) => join(folder, name));
}

function findPackageBundles(): readonly string[] {
  return Object.entries(packages).flatMap(([name, packageName]) => {
    const folder = findPackageFolder(packageName);
    return folder === undefined ? [] : [join(folder, `${name}.tar.gz`)];
  });
}

async function readBundle(file: string): Promise<readonly ExtensionFile[]> {
  return readTar(await unzip(await readFile(file))).filter(
    ({ isFile }) => isFile,
  );
}
