import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";

const tests = join(__dirname, "..");

/** Starts a program of `support/programs` beside the test, with a channel for messages and its output in pipes. */
export function startProgram(
  name: string,
  ...parameters: string[]
): ChildProcess {
  return fork(join(tests, "support/programs", `${name}.ts`), parameters, {
    execArgv: ["--require", "ts-node/register/transpile-only"],
    env: {
      ...process.env,
      TS_NODE_PROJECT: join(tests, "tsconfig.json"),
      NODE_OPTIONS: "",
    },
    silent: true,
  });
}
