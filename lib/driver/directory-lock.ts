import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConnectionError } from "../errors/database-error";

/** The file in the directory, beside PostgreSQL's own, that names the process using it. */
const fileName = "arx.lock";

const key = Symbol.for("arx.locked-directories");

/** The directories that this process has open, shared by all copies of this module. */
const held = findHeld();

/**
 * Keeps a second program, or a second connection of this one, from opening a
 * PGlite directory in use, which would corrupt it. A lock that was left behind
 * by a process that is gone is taken over.
 * @returns how to free the directory
 * @throws ConnectionError when it is in use
 */
export async function lockDirectory(
  directory: string,
): Promise<() => Promise<void>> {
  if (held.has(directory)) throw inUse(directory, process.pid);
  held.add(directory);
  const file = join(directory, fileName);
  try {
    await writeLock(file, directory);
  } catch (error) {
    held.delete(directory);
    throw error;
  }
  return async () => {
    await rm(file, { force: true });
    held.delete(directory);
  };
}

async function writeLock(file: string, directory: string): Promise<void> {
  const owner = await readOwner(file);
  if (owner !== undefined && isAlive(owner)) throw inUse(directory, owner);
  await rm(file, { force: true });
  try {
    await writeFile(file, `${String(process.pid)}\n`, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw inUse(directory, (await readOwner(file)) ?? 0);
  }
}

async function readOwner(file: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(file, "utf8"), 10);
  } catch {
    return undefined;
  }
}

/** A process id like our own is that of a former process: in a container it is 1 every time. */
function isAlive(processId: number): boolean {
  if (!(processId > 0) || processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function inUse(directory: string, owner: number): ConnectionError {
  const user =
    owner === process.pid ? "this process" : `process ${String(owner)}`;
  return new ConnectionError(
    `${directory} is in use by ${user}; PGlite allows one at a time.`,
    {
      hint: "Close the other program or connection first, or use a PostgreSQL server.",
    },
  );
}

function findHeld(): Set<string> {
  const holder = globalThis as { [key]?: Set<string> | undefined };
  return (holder[key] ??= new Set());
}
