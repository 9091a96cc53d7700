import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  enableCommonJsTypeScript,
  enableEsmTypeScript,
} from "./typescript-loader";

/** What a file of the project exports. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Loads a file of the project, TypeScript or JavaScript, CommonJS or ES module,
 * in the way the project itself would: `import "arx"` there and here are one package.
 */
export async function loadModule(file: string): Promise<Exports> {
  const isTypeScript = /\.[cm]?ts$/.test(file);
  if (await isEsModule(file)) {
    if (isTypeScript) enableEsmTypeScript();
    return (await import(pathToFileURL(file).href)) as Exports;
  }
  if (isTypeScript) await enableCommonJsTypeScript();
  return createRequire(file)(file) as Exports;
}

/** Node's own rule: the extension decides, or else the nearest package.json. */
async function isEsModule(file: string): Promise<boolean> {
  const extension = extname(file);
  if (extension === ".mts" || extension === ".mjs") return true;
  if (extension === ".ts" || extension === ".js")
    return (await readPackageType(dirname(file))) === "module";
  return false;
}

async function readPackageType(directory: string): Promise<string | undefined> {
  try {
    const text = await readFile(join(directory, "package.json"), "utf8");
    const { type } = JSON.parse(text) as { type?: string };
    return type ?? "commonjs";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const parent = dirname(directory);
  return parent === directory ? undefined : readPackageType(parent);
}
