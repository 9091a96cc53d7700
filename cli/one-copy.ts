import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ownDirectory } from "./version";

/** Raised when the project would load another installation of arx than the one that runs. */
class SecondCopyError extends Error {
  readonly code = "SECOND_COPY";
  readonly hint =
    "Run the project's own: npx arx. Where npx gives this one, the project has two: npm ls arx";

  constructor(file: string, copy: string) {
    super(
      `This command is ${ownPackage}, but ${file} would load ${copy}: models there would not be known here.`,
    );
  }
}

const ownPackage = realpathSync(ownDirectory);

const checkedDirectories = new Set<string>();

/**
 * Looks where `import "arx"` leads in a file of the project.
 * @throws SecondCopyError unless it leads to this package; a project without arx is told so by its own imports
 */
export function expectOneCopy(file: string): void {
  const directory = dirname(file);
  if (checkedDirectories.has(directory)) return;
  checkedDirectories.add(directory);
  const copy = findCopy(file);
  if (copy !== undefined && copy !== ownPackage)
    throw new SecondCopyError(file, copy);
}

function findCopy(file: string): string | undefined {
  const folders = createRequire(file).resolve.paths("arx") ?? [];
  const found = folders
    .map((folder) => join(folder, "arx"))
    .find((folder) => existsSync(join(folder, "package.json")));
  return found && realpathSync(found);
}
