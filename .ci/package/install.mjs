import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

/**
 * Installs the tarball into the folder, above all projects that use it, and says what a user gets with it. npm has to
 * be silent: a warning would be the first thing a newcomer sees of arx.
 */
export async function installPackage({ tarball }, folder) {
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "arx-user", private: true }),
  );
  const { stdout, stderr } = await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", tarball],
    { cwd: folder },
  );
  const warnings = stderr
    .split("\n")
    // About the machine's own configuration.
    .filter((line) => line !== "" && !line.includes("Unknown user config"));
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
  const [, packages = "?"] = /added (\d+) packages/.exec(stdout) ?? [];
  const modules = join(folder, "node_modules");
  const largest = listPackages(modules)
    .map((name) => ({ name, size: sizeOf(join(modules, name)) }))
    .sort((left, right) => right.size - left.size)
    .slice(0, 4)
    .map(({ name, size }) => `${name} ${megabytes(size)}`);
  return {
    note: `${packages} packages, ${megabytes(sizeOf(modules))}, of it ${largest.join(", ")}`,
  };
}

function listPackages(modules) {
  return readdirSync(modules).flatMap((name) =>
    name.startsWith("@")
      ? readdirSync(join(modules, name)).map((part) => `${name}/${part}`)
      : [name],
  );
}

/** Bytes of all files under a path. */
function sizeOf(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce(
    (sum, name) => sum + sizeOf(join(path, name)),
    0,
  );
}

function megabytes(bytes) {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
