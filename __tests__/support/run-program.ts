import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const tests = join(__dirname, "..");

/** Runs a program of `support/programs` until it ends by itself; a handle left open would run into the limit. */
export function runProgram(
  name: string,
  ...parameters: string[]
): Promise<{ stdout: string; stderr: string }> {
  const program = join(tests, "support", "programs", `${name}.ts`);
  return run(
    process.execPath,
    ["--require", "ts-node/register/transpile-only", program, ...parameters],
    {
      env: {
        ...process.env,
        TS_NODE_PROJECT: join(tests, "tsconfig.json"),
        NODE_OPTIONS: "",
      },
      timeout: 60_000,
    },
  );
}
