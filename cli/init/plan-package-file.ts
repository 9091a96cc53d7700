import { join } from "node:path";
import { editJson } from "./edit-json";
import type { JsonEdit } from "./edit-json";
import type { FileChange } from "./file-change";
import { hasPackage } from "./project";
import type { FoundProject } from "./project";

/**
 * Names arx as a dependency where it is not installed, and adds scripts under
 * names that are free.
 * @param command what compiles and runs the first program
 */
export async function planPackageFile(
  { directory, packageFile }: FoundProject,
  version: string,
  command: string | undefined,
): Promise<FileChange | undefined> {
  const path = join(directory, "package.json");
  // A folder inside a package belongs to that package.
  if (packageFile !== undefined && packageFile.path !== path) return undefined;
  const scripts = {
    migrate: "arx migrate",
    seed: "arx seed",
    ...(command === undefined ? {} : { start: command }),
  };
  const free = Object.entries(scripts).filter(
    ([name]) => packageFile?.scripts.includes(name) !== true,
  );
  const edits: readonly JsonEdit[] = [
    ...(packageFile === undefined ? [[["private"], true] as const] : []),
    ...free.map(([name, script]) => [["scripts", name], script] as const),
    ...(hasPackage(directory, "arx")
      ? []
      : [[["dependencies", "arx"], `^${version}`] as const]),
  ].map(([at, value]): JsonEdit => [[...at], value]);
  if (edits.length === 0) return undefined;
  const text = await editJson(packageFile?.text ?? "{}\n", edits);
  return {
    path,
    before: packageFile?.text,
    text,
    purpose: "scripts for what follows",
  };
}
