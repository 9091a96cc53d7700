import { existsSync } from "node:fs";
import { join } from "node:path";
import { hasPackage } from "./project";
import type { FoundProject } from "./project";

/**
 * What the user does after `arx init`, command by command.
 * @param program what compiles and runs the first program
 */
export function planNext(
  project: FoundProject,
  program: string | undefined,
): readonly string[] {
  const { config, hasModels, hasSample } = project;
  if (config !== undefined) return ["npx arx doctor"];
  const isMigrating = hasModels || hasSample;
  return [
    ...planInstallation(project, program),
    ...(isMigrating ? ["npx arx migrate generate", "npx arx migrate"] : []),
    ...(hasSample ? ["npx arx seed"] : []),
    ...(program === undefined ? [] : [runLine(project, program)]),
  ];
}

function planInstallation(
  { directory }: FoundProject,
  program: string | undefined,
): readonly string[] {
  const [tool, add] = packageManagers.find(([, , lockFile]) =>
    existsSync(join(directory, lockFile)),
  ) ?? ["npm", "npm install"];
  if (!hasPackage(directory, "arx")) return [`${tool} install`];
  // Not every package manager lets a project use what its packages use.
  return program === undefined || hasPackage(directory, "typescript")
    ? []
    : [`${add} -D typescript`];
}

const packageManagers = [
  ["pnpm", "pnpm add", "pnpm-lock.yaml"],
  ["yarn", "yarn add", "yarn.lock"],
  ["bun", "bun add", "bun.lock"],
] as const;

/** The script that `planPackageFile` adds under a free name, or else what it would hold. */
function runLine(
  { directory, packageFile }: FoundProject,
  program: string,
): string {
  const isOwnPackage =
    packageFile === undefined ||
    packageFile.path === join(directory, "package.json");
  const isFree = packageFile?.scripts.includes("start") !== true;
  return isOwnPackage && isFree ? "npm start" : `npx ${program}`;
}
