import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder of PGlite's code; the bundles of its extensions lie there as well. */
export function findPgliteFolder(): string {
  return dirname(createRequire(__filename).resolve("@electric-sql/pglite"));
}

/** The version of PGlite, which its package does not export. */
export function readPgliteVersion(): string {
  const file = join(findPgliteFolder(), "..", "package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly version: string;
  };
  return version;
}

/** The folder of a package's code, wherever the program or arx can import it from; undefined when it is not installed. */
export function findPackageFolder(name: string): string | undefined {
  const program = join(process.cwd(), "program.js");
  for (const user of [program, __filename]) {
    try {
      return dirname(createRequire(user).resolve(name));
    } catch {
      continue;
    }
  }
  return undefined;
}
