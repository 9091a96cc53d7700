import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of arx, from the package that this file is in. */
export function readOwnVersion(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  const text = readFileSync(join(folder, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
