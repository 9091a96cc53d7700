import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What may be in the package: compiled code, declarations of what can be imported, four documents. */
const allowed =
  /^(dist\/lib\/.+\.(js|d\.ts)|dist\/cli\/.+\.js|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;

/** Nothing is packed that users have no use for, and everything is that package.json or the code points to. */
export function checkContents({ paths }) {
  const faults = [
    ...paths
      .filter((path) => !allowed.test(path))
      .map((path) => `${path} does not belong in the package.`),
    ...declaredPaths()
      .filter((path) => !paths.includes(path))
      .map((path) => `package.json names ${path}, which is not packed.`),
    ...paths.flatMap(findMissingMap),
  ];
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

/** The files that package.json points to. */
function declaredPaths() {
  const { main, types, bin, exports } = JSON.parse(
    readFileSync("package.json", "utf8"),
  );
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
  );
  return [main, types, ...Object.values(bin), ...targets].map((path) =>
    path.replace(/^\.\//, ""),
  );
}

/** A comment that sends debuggers to a source map that is not there. */
function findMissingMap(path) {
  if (!path.endsWith(".js")) return [];
  const [, map] =
    /^\/\/# sourceMappingURL=(\S+)$/m.exec(readFileSync(path, "utf8")) ?? [];
  return map === undefined || existsSync(join(path, "..", map))
    ? []
    : [`${path} points to the source map ${map}, which is not there.`];
}
