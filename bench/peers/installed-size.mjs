import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";

/** What arx takes: the package as npm would publish it, and its dependencies. */
export function sizeOfArx(root) {
  const { dependencies } = readJson(join(root, "package.json"));
  const output = execFileSync(
    "npm",
    ["pack", "--dry-run", "--ignore-scripts", "--json"],
    { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  const [{ unpackedSize }] = JSON.parse(output);
  return unpackedSize + sizeOfPackages(root, Object.keys(dependencies));
}

/** @returns bytes of packages and of all that npm installs with them, by a folder with a lock file and node_modules */
export function sizeOfPackages(folder, packages) {
  const lock = readJson(join(folder, "package-lock.json"));
  const found = new Set();
  for (const name of packages) collect(lock.packages, folder, "", name, found);
  return [...found].reduce(
    (sum, place) => sum + sizeOf(join(folder, place)),
    0,
  );
}

function collect(packages, folder, from, name, found) {
  const place = resolve(packages, from, name);
  if (place === undefined || found.has(place)) return;
  if (!existsSync(join(folder, place))) return;
  found.add(place);
  const { dependencies, optionalDependencies, peerDependencies } =
    packages[place];
  for (const needed of Object.keys({
    ...dependencies,
    ...optionalDependencies,
    ...requiredPeers(packages[place], peerDependencies),
  }))
    collect(packages, folder, place, needed, found);
}

function requiredPeers({ peerDependenciesMeta = {} }, peers = {}) {
  return Object.fromEntries(
    Object.entries(peers).filter(
      ([name]) => peerDependenciesMeta[name]?.optional !== true,
    ),
  );
}

/** Where Node finds a package that another one asks for: beside it, or further up. */
function resolve(packages, from, name) {
  const place = posix.join(from, "node_modules", name);
  if (packages[place] !== undefined) return place;
  if (from === "") return undefined;
  const above = Math.max(0, from.lastIndexOf("node_modules/") - 1);
  return resolve(packages, from.slice(0, above), name);
}

/** Bytes of a file, or of all files of a folder but packages within, which are counted by themselves. */
function sizeOf(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.size;
  return readdirSync(path)
    .filter((name) => name !== "node_modules")
    .reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
