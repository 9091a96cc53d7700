// The library in few files. What its entry points have in common is in `chunks/`, so that there is one of everything
// whichever of them are loaded.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { build, transform } from "esbuild";

const common = { platform: "node", target: "es2022", logLevel: "warning" };

/** Bundles entry points of `lib` into a folder, as CommonJS. */
export async function bundle(entryPoints, outdir) {
  // esbuild shares code between entry points in ES modules only, so each file becomes CommonJS in a second step.
  const { outputFiles } = await build({
    ...common,
    entryPoints,
    outbase: "lib",
    outdir,
    chunkNames: "chunks/[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    packages: "external",
    write: false,
  });
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, { ...common, format: "cjs" });
    mkdirSync(dirname(path), { recursive: true });
    if (code.length > largestEntry) writeApart(path, keepNames(code));
    else writeFileSync(path, keepNames(code));
  }
}

/** From so many characters on an entry point is two files. */
const largestEntry = 100_000;

/**
 * An ES module that imports a CommonJS one has it read twice: Node looks for the names of its exports in the text. So
 * the text stands in a file of its own, and what is imported says the names and nothing else.
 */
function writeApart(path, code) {
  const names = /^0 && \(module\.exports = \{([^}]*)\}\);\s*$/m.exec(code);
  // A chunk is imported by no ES module.
  if (names === null || path.includes("/chunks/")) {
    writeFileSync(path, code);
    return;
  }
  writeFileSync(path.replace(/\.js$/, ".library.js"), code);
  const file = basename(path).replace(/\.js$/, ".library.js");
  writeFileSync(
    path,
    `"use strict";
Object.defineProperties(exports, Object.getOwnPropertyDescriptors(require("./${file}")));
${names[0]}`,
  );
}

/** What package.json exports, and what else the command loads. */
export function findEntryPoints() {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
  const exported = Object.values(exports)
    .map((target) => target.default)
    .filter((path) => path !== undefined)
    .map((path) => path.replace("./dist/", "").replace(/\.js$/, ".ts"));
  return [...exported, "lib/util/suggest.ts"];
}

/** esbuild calls a class `_Range` that speaks of itself in a static member; people see the names of classes. */
function keepNames(code) {
  const names = [...code.matchAll(/^var (\w+) = class _\1\b/gm)].map(
    ([, name]) => name,
  );
  return names.reduce(
    (text, name) => text.replaceAll(new RegExp(`\\b_${name}\\b`, "g"), name),
    code,
  );
}
