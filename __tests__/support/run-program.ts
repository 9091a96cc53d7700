import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { nodeFlags } from "./node-flags";
import { compileProgram } from "./start-program";

const run = promisify(execFile);

/** Runs a program of `support/programs` until it ends by itself; a handle left open would run into the limit. */
export function runProgram(
  name: string,
  ...parameters: string[]
): Promise<{ stdout: string; stderr: string }> {
  return run(
    process.execPath,
    [...nodeFlags, compileProgram(name), ...parameters],
    { env: { ...process.env, NODE_OPTIONS: "" }, timeout: 60_000 },
  );
}
