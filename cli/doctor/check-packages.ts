import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ownDirectory, readOwnPackage, readVersion } from "../version";
import { fail, ok, warn } from "./check";
import type { Check, Finding } from "./check";
import { findProjectDirectory } from "./project-directory";

/** Whether the project has one arx, this one, and all that it uses. */
export const checkPackages: Check = {
  name: "packages",
  needs: [],
  async run(context) {
    const directory = await findProjectDirectory(context);
    const missing = Object.keys(readOwnPackage().dependencies).filter(
      (name) => findPackage(ownDirectory, name) === undefined,
    );
    const shared = ["reflect-metadata", "class-validator"];
    return [
      checkOwn(directory),
      ...missing.map((name) =>
        fail(`arx cannot find ${name}, which it uses`, "Run: npm install"),
      ),
      ...shared.flatMap((name) => checkCopies(directory, name)),
    ];
  },
};

function checkOwn(directory: string): Finding {
  const found = findPackage(directory, "arx");
  if (found === undefined)
    return fail(`${directory} has no arx to import`, "Run: npm install arx");
  const own = realpathSync(ownDirectory);
  return found === own
    ? ok(`arx ${readVersion()}`)
    : fail(
        `the command is ${own}, but the project imports ${found}: models of one are unknown to the other`,
        "Run the project's own: npx arx",
      );
}

/** Copies find each other through the global object, as long as they are of one version. */
function checkCopies(directory: string, name: string): readonly Finding[] {
  const used = findPackage(ownDirectory, name);
  const imported = findPackage(directory, name);
  if (imported === undefined || used === undefined) return [];
  const versions = [imported, used].map(readPackageVersion);
  if (versions[0] === versions[1]) return [];
  const message = `the project imports ${name} ${versions.join(", arx ")}`;
  return [warn(message, `Run: npm install ${name}@${versions[1] ?? ""}`)];
}

function readPackageVersion(directory: string): string {
  const text = readFileSync(join(directory, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** The folder of a package as code in a directory would find it. */
function findPackage(directory: string, name: string): string | undefined {
  const paths =
    createRequire(join(directory, "x.js")).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      return dirname(realpathSync(join(path, name, "package.json")));
    } catch {
      // Not here: Node looks further up as well.
    }
  }
  return undefined;
}
