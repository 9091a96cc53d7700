// Compiles lib and cli from scratch, so that no file of an earlier build stays behind, into a folder of its own that
// takes the place of dist in the end: whoever runs dist meanwhile never finds it half full.
//
// tsc checks everything and writes the declarations and the command. The library's code is then bundled: a process pays
// a third of a millisecond for each file it loads, and the library has hundreds.
import { spawnSync } from "node:child_process";
import { chmodSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import fastGlob from "fast-glob";
import { bundle, findEntryPoints } from "./bundle.mjs";

const next = `.arx/build-${process.pid}`;
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(
  process.execPath,
  [compiler, "-p", "tsconfig.build.json", "--outDir", next],
  { stdio: "inherit" },
);
if (status !== 0) {
  rmSync(next, { recursive: true, force: true });
  process.exit(status ?? 1);
}
for (const file of fastGlob.sync(`${next}/lib/**/*.js`, { dot: true }))
  rmSync(file);
await bundle(findEntryPoints(), `${next}/lib`);
chmodSync(`${next}/cli/main.js`, 0o755);
rmSync("dist", { recursive: true, force: true });
renameSync(next, "dist");
