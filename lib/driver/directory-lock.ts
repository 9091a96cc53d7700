import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionError } from "../errors/database-error";
import { codeOf, lockName, named } from "./pglite-directory";
import { identifyOwnProcess, isGone } from "./process-identity";
import type { ProcessIdentity } from "./process-identity";

/** How the file in the lock is named while nobody has it. */
const freeName = "free";

/** How often a lock that changes hands is looked at before it counts as broken. */
const mostAttempts = 50;

/**
 * Keeps a second program, or a second connection of this one, from opening a
 * PGlite directory in use, which would corrupt it. The lock is a folder with
 * one file, whose name says who has it. It is taken, taken over from a process
 * that is gone, and given back by renaming that file from the name that was
 * seen, which succeeds for one process only.
 * @returns how to free the directory
 * @throws ConnectionError when it is in use
 */
export async function lockDirectory(
  directory: string,
): Promise<() => Promise<void>> {
  const folder = join(directory, lockName);
  const own = toName(await identifyOwnProcess());
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const names = await readNames(folder);
    const [name, ...others] = names ?? [];
    if (name === undefined) await named(directory, () => makeLock(folder));
    else if (others.length > 0 || !isKnown(name)) await sleep(10);
    else {
      if (name !== freeName) await assertGone(name, directory);
      const isTaken = await named(directory, () => move(folder, name, own));
      if (isTaken) return () => move(folder, own, freeName).then(ignore);
    }
  }
  throw new ConnectionError(`${folder} is not a lock that arx wrote.`, {
    hint: `When no program uses ${directory}, delete ${folder}.`,
  });
}

/** The names in the lock; undefined when there is none. A file in its place counts as a name that nobody knows. */
async function readNames(
  folder: string,
): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    if (codeOf(error) === "ENOTDIR") return [""];
    throw error;
  }
}

/** A folder that has its file already is put in place at once; whoever comes second leaves it as it is. */
async function makeLock(folder: string): Promise<void> {
  const unfinished = `${folder}.${randomUUID()}`;
  await mkdir(unfinished);
  await writeFile(join(unfinished, freeName), "");
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true });
    // EPERM: Windows does not put it in the place of another.
    if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes(codeOf(error) ?? ""))
      throw error;
  }
}

/** Renames the file in the lock; false when another process was first. */
async function move(
  folder: string,
  from: string,
  to: string,
): Promise<boolean> {
  try {
    await rename(join(folder, from), join(folder, to));
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

async function assertGone(name: string, directory: string): Promise<void> {
  const owner = readName(name);
  if (owner === undefined) return;
  if (owner.host !== hostname()) throw inUseElsewhere(directory, owner);
  if (await isGone(owner)) return;
  const user =
    owner.processId === process.pid
      ? "this process"
      : `process ${String(owner.processId)}`;
  throw new ConnectionError(
    `${directory} is in use by ${user}; PGlite allows one at a time.`,
    {
      hint: "Close the other program or connection first, or use a PostgreSQL server.",
    },
  );
}

function inUseElsewhere(
  directory: string,
  { processId, host }: ProcessIdentity,
): ConnectionError {
  return new ConnectionError(
    `${directory} is in use by process ${String(processId)} on ${host}; PGlite allows one at a time.`,
    {
      hint: `If that computer or container is gone, delete ${join(directory, lockName)}.`,
    },
  );
}

function isKnown(name: string): boolean {
  return name === freeName || readName(name) !== undefined;
}

function toName({ processId, start, host }: ProcessIdentity): string {
  return `${String(processId)}-${start}@${host}`;
}

function readName(name: string): ProcessIdentity | undefined {
  const [, processId, start, host] = /^(\d+)-(\w+)@(.+)$/.exec(name) ?? [];
  if (processId === undefined || start === undefined || host === undefined)
    return undefined;
  return { processId: Number(processId), start, host };
}

const ignore = (): void => undefined;
