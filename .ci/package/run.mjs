import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** What npm tells the scripts that it runs, such as `--silent`, must not reach the programs that they run. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")),
);

/** Runs a program to its end and gives what it printed; a failure carries both outputs. */
export async function run(command, args, options = {}) {
  try {
    return await execute(command, args, {
      maxBuffer: 2 ** 26,
      env,
      ...options,
    });
  } catch (error) {
    const { stdout = "", stderr = "", code, signal } = error;
    throw new Error(
      `${[command, ...args].join(" ")} ended with ${signal ?? code}\n${stdout}${stderr}`,
    );
  }
}

/** Runs a program of Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}
