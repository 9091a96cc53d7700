import { spawn } from "node:child_process";
import { once } from "node:events";
import { nodeFlags } from "../support/node-flags";

/** What a program printed and how it ended. */
export interface ProgramResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Runs Node with these words and waits for its end. */
export async function runNode(
  words: readonly string[],
  options: RunningOptions,
): Promise<ProgramResult> {
  const outside = { DATABASE_URL: undefined, NODE_OPTIONS: undefined };
  const child = spawn(process.execPath, [...nodeFlags, ...words], {
    cwd: options.cwd,
    env: { ...process.env, ...outside, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (part) => (output.stdout += String(part)));
  child.stderr.on("data", (part) => (output.stderr += String(part)));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...output };
}

/** The same for a program that must succeed: what it printed. */
export async function expectOutput(
  words: readonly string[],
  options: RunningOptions,
): Promise<string> {
  const { code, stdout, stderr } = await runNode(words, options);
  if (code !== 0)
    throw new Error(
      `${words.join(" ")} ended with ${code}:\n${stdout}${stderr}`,
    );
  return stdout;
}
