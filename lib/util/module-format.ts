import { readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";

/** Whether Node takes a file as an ES module: the extension decides, or else the nearest package.json. */
export async function isEsModule(file: string): Promise<boolean> {
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
