import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What arx says of itself. */
export interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The folder of the package: this file is compiled to dist/cli. */
export const ownDirectory = join(__dirname, "../..");

/** The package.json of arx itself. */
export function readOwnPackage(): OwnPackage {
  const text = readFileSync(join(ownDirectory, "package.json"), "utf8");
  return JSON.parse(text) as OwnPackage;
}

/** The version of arx. */
export function readVersion(): string {
  return readOwnPackage().version;
}
