import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { nodeFlags } from "./node-flags";

const repository = resolve(__dirname, "../..");
const command = join(repository, "dist/cli/main.js");

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of a user in a directory of its own, with arx installed. */
export class Project {
  private constructor(readonly path: string) {}

  static async create(
    files: Readonly<Record<string, string>>,
  ): Promise<Project> {
    const project = new Project(await mkdtemp(join(tmpdir(), "arx-project-")));
    await mkdir(join(project.path, "node_modules"));
    await symlink(repository, join(project.path, "node_modules/arx"));
    for (const [file, text] of Object.entries(files))
      await project.write(file, text);
    return project;
  }

  /** Makes packages that arx itself depends on those of the project as well. */
  async install(...packages: readonly string[]): Promise<void> {
    for (const name of packages)
      await symlink(
        join(repository, "node_modules", name),
        join(this.path, "node_modules", name),
      );
  }

  async write(file: string, text: string): Promise<void> {
    const path = join(this.path, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  async read(file: string): Promise<string> {
    return readFile(join(this.path, file), "utf8");
  }

  async list(directory: string): Promise<readonly string[]> {
    return (await readdir(join(this.path, directory))).sort();
  }

  /** Every file of the project, in folders too, but what is installed. */
  async listAll(): Promise<readonly string[]> {
    const entries = await readdir(this.path, {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        relative(this.path, join(parentPath, name)),
      )
      .filter((file) => !file.startsWith("node_modules"))
      .sort();
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.path, path), { recursive: true });
  }

  async delete(): Promise<void> {
    await rm(this.path, { recursive: true });
  }

  /** Runs `arx` with these words, in the project or in a folder of it. */
  async arx(
    words: readonly string[],
    options: RunningOptions = {},
  ): Promise<CommandResult> {
    const outside = { DATABASE_URL: undefined, NODE_OPTIONS: undefined };
    const child = spawn(process.execPath, [...nodeFlags, command, ...words], {
      cwd: join(this.path, options.in ?? ""),
      env: { ...process.env, ...outside, ...options.env },
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (part) => (output.stdout += String(part)));
    child.stderr.on("data", (part) => (output.stderr += String(part)));
    const code = once(child, "close").then(([first]) => first as number | null);
    await options.whileRunning?.(child);
    return { code: await code, ...output };
  }
}

/** How a command is run. */
export interface RunningOptions {
  /** The folder of the project that is the working directory. */
  readonly in?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly whileRunning?: (child: ChildProcess) => Promise<void>;
}
