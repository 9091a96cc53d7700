// arx itself, compiled from its sources to a folder of its own, so that it does not matter whether it was built.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { entryPoints } from "./entry-points.mjs";

const require = createRequire(import.meta.url);
const fastGlob = require("fast-glob");

/** Gives modules by their path in the project, and the exports of an entry point or package by its name. */
export async function loadLibrary() {
  const cache = resolve("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "arx-docs-"));
  await build({
    entryPoints: fastGlob.sync(["lib/**/*.ts", "__tests__/docs/*.ts"]),
    outdir: folder,
    outbase: ".",
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  const load = (path) => require(join(folder, path));
  return {
    folder,
    load,
    requireEntry(name) {
      const entry = entryPoints.get(name);
      return entry === undefined
        ? require(name)
        : load(entry.replace(/\.ts$/, ".js"));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
