import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { renameSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { nodeFlags } from "./node-flags";

/** Beside the packages, so that the programs find them. */
const folder = resolve(__dirname, "../../node_modules/.cache/arx-programs");

const compiled = new Map<string, string>();

/** A program of `support/programs` and what it imports of the library in one file, which starts at once. */
export function compileProgram(name: string): string {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const file = join(folder, `${name}.cjs`);
  const unfinished = `${file}.${String(process.pid)}`;
  buildSync({
    entryPoints: [join(__dirname, "programs", `${name}.ts`)],
    outfile: unfinished,
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    // So that what is imported only when it is needed shows in require.cache.
    supported: { "dynamic-import": false },
    keepNames: true,
  });
  renameSync(unfinished, file);
  compiled.set(name, file);
  return file;
}

/** Starts such a program beside the test, with a channel for messages and its output in pipes. */
export function startProgram(
  name: string,
  ...parameters: string[]
): ChildProcess {
  return fork(compileProgram(name), parameters, {
    execArgv: [...nodeFlags],
    env: { ...process.env, NODE_OPTIONS: "" },
    silent: true,
  });
}
