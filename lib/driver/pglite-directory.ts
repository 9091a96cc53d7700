import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ConnectionError } from "../errors/database-error";

/** The folder in a directory that says who uses it. */
export const lockName = "arx.lock";

/** The file that stands in a directory while its database is being made. */
const unfinishedName = "arx.unfinished";

/** Names that are in every directory of PostgreSQL. */
const databaseNames = ["base", "global", "pg_wal", "postgresql.conf"];

/** Whether a file belongs to arx and not to PostgreSQL. */
export function isOwnName(name: string): boolean {
  return name === unfinishedName || name.startsWith(lockName);
}

/**
 * Whether a directory holds a database, is free for a new one, or holds one
 * whose making was cut off. A directory that is not there is free. Hidden
 * files, such as `.gitkeep`, do not count.
 * @throws ConnectionError when it holds anything else
 */
export async function inspectDirectory(
  directory: string,
): Promise<"database" | "free" | "unfinished"> {
  const names = await list(directory);
  if (names.includes(unfinishedName)) return "unfinished";
  const found = names.filter(isContent);
  if (found.length === 0) return "free";
  if (found.includes("PG_VERSION")) return "database";
  throw databaseNames.some((name) => found.includes(name))
    ? new ConnectionError(
        `The database in ${directory} is damaged: its file PG_VERSION is missing.`,
        {
          hint: "Restore the directory from a copy, or delete it to begin with an empty database.",
        },
      )
    : new ConnectionError(
        `${directory} holds no database, but other files: ${listSome(found)}.`,
        {
          hint: "Name a new or an empty directory; arx makes no database among other files.",
        },
      );
}

/** Makes a directory and its parents unless they are there. Like PostgreSQL's own it is this user's alone: PGlite lets everybody write to the files. */
export async function makeDirectory(directory: string): Promise<void> {
  await named(directory, async () => {
    await mkdir(dirname(directory), { recursive: true });
    await mkdir(directory, { recursive: true, mode: 0o700 });
  });
}

/**
 * Runs a function that makes a database in a free directory. When it fails, or
 * the process ends meanwhile, nothing of it is taken for a database.
 */
export async function fillDirectory<T>(
  directory: string,
  make: () => Promise<T>,
): Promise<T> {
  const marker = join(directory, unfinishedName);
  await named(directory, () => writeFile(marker, ""));
  await clear(directory);
  try {
    const made = await make();
    await rm(marker);
    return made;
  } catch (error) {
    await clear(directory);
    await rm(marker, { force: true });
    throw error;
  }
}

async function clear(directory: string): Promise<void> {
  for (const name of (await readdir(directory)).filter(isContent))
    await rm(join(directory, name), { recursive: true });
}

function isContent(name: string): boolean {
  return !name.startsWith(".") && !isOwnName(name);
}

async function list(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw describe(error, directory);
  }
}

function listSome(names: readonly string[]): string {
  const first = [...names].sort().slice(0, 3).join(", ");
  return names.length > 3
    ? `${first} and ${String(names.length - 3)} more`
    : first;
}

/** What each refusal of the file system means to the user. */
const refusals: ReadonlyMap<string, readonly [what: string, hint: string]> =
  new Map([
    ["EACCES", ["may not be used by this user", "Give it the right to write."]],
    ["EEXIST", ["is a file", "Name a directory."]],
    ["ENOSPC", ["has no space left", "Free some, or name another directory."]],
    ["ENOTDIR", ["is a file, or lies below one", "Name a directory."]],
    ["EPERM", ["may not be used by this user", "Give it the right to write."]],
    ["EROFS", ["cannot be written to", "Name a directory that can be."]],
  ]);

/** Runs a function that uses the directory, and explains why it could not. */
export async function named<T>(
  directory: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw describe(error, directory);
  }
}

function describe(cause: unknown, directory: string): unknown {
  const [what, hint] = refusals.get(codeOf(cause) ?? "") ?? [];
  if (what === undefined) return cause;
  return new ConnectionError(`${directory} ${what}.`, { hint, cause });
}

/** The code of an error of the file system. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
