import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import type { CompilerOptions } from "typescript";
import { findMissingOptions, readTsconfig } from "../project/tsconfig";
import { compareVersions } from "./check-node";
import { fail, ok, warn } from "./check";
import type { Check, Finding } from "./check";
import { findProjectDirectory } from "./project-directory";

/** The oldest TypeScript that reads arx's declarations. */
const minimum = "5.9.0";

/** Which TypeScript the project has. The command itself uses arx's own. */
export const checkTypeScript: Check = {
  name: "TypeScript",
  needs: [],
  async run(context) {
    const version = findVersion(await findProjectDirectory(context));
    if (version === undefined)
      return [ok("none in the project; the command uses arx's own")];
    return [
      compareVersions(version, minimum) < 0
        ? warn(
            `${version} is older than arx's declarations are tested with`,
            `Run: npm install -D typescript@latest`,
          )
        : ok(version),
    ];
  },
};

function findVersion(directory: string): string | undefined {
  const load = createRequire(join(directory, "x.js"));
  try {
    return (load("typescript/package.json") as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** Whether programs of the project are compiled as decorators need it. The command does not depend on it. */
export const checkTsconfig: Check = {
  name: "tsconfig",
  needs: [],
  async run(context) {
    const directory = await findProjectDirectory(context);
    const tsconfig = await readTsconfig(directory);
    if (tsconfig === undefined) return [describeMissing(directory)];
    const name = relative(process.cwd(), tsconfig.path);
    if (tsconfig.isSolution)
      return [
        warn(
          `${name} refers to other configurations, which are not looked at`,
          'See that the one of the models has "experimentalDecorators": true and "emitDecoratorMetadata": true.',
        ),
      ];
    const findings = checkOptions(tsconfig.parsed.options, name);
    return findings.length === 0 ? [ok(name)] : findings;
  },
};

function describeMissing(directory: string): Finding {
  return existsSync(join(directory, "jsconfig.json"))
    ? ok("none: a project in JavaScript")
    : warn(`there is no tsconfig.json in ${directory}`, "Run: npx arx init");
}

function checkOptions(
  options: CompilerOptions,
  name: string,
): readonly Finding[] {
  const missing = findMissingOptions(options).map((option) =>
    fail(
      `${name} does not set ${option}`,
      `Write "${option}": true under compilerOptions.`,
    ),
  );
  const isLoose = (options.strictNullChecks ?? options.strict) !== true;
  return isLoose
    ? [
        ...missing,
        warn(
          `${name} does not set strict: a field that may be null looks like one that may not`,
          'Write "strict": true under compilerOptions.',
        ),
      ]
    : missing;
}
