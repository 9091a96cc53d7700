import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { promisify } from "node:util";

/** A process, also after it has ended and its number was given to another. */
export interface ProcessIdentity {
  readonly processId: number;
  /** When it began, in the words of the operating system; "unknown" where that does not tell. */
  readonly start: string;
  readonly host: string;
}

/** Who this process is. */
export async function identifyOwnProcess(): Promise<ProcessIdentity> {
  const { pid } = process;
  return {
    processId: pid,
    start: (await readStart(pid)) ?? "unknown",
    host: hostname(),
  };
}

/** Whether a process of this computer is certainly gone. */
export async function isGone({
  processId,
  start,
}: ProcessIdentity): Promise<boolean> {
  if (!isAlive(processId)) return true;
  const found = await readStart(processId);
  return found !== undefined && start !== "unknown" && found !== start;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function readStart(processId: number): Promise<string | undefined> {
  try {
    return process.platform === "linux"
      ? await readLinuxStart(processId)
      : await askForStart(processId);
  } catch {
    return undefined;
  }
}

/** The boot and the clock ticks since; proc(5). A process that ended and was not waited for is no longer one. */
async function readLinuxStart(processId: number): Promise<string> {
  const stat = await readFile(`/proc/${String(processId)}/stat`, "utf8");
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return "ended";
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
  return `${boot.slice(0, 8)}_${fields[19] ?? ""}`;
}

async function askForStart(processId: number): Promise<string | undefined> {
  const words = ["-o", "lstart=", "-p", String(processId)];
  const { stdout } = await promisify(execFile)("ps", words);
  const start = stdout.trim().replace(/\W+/g, "_");
  return start === "" ? undefined : start;
}
