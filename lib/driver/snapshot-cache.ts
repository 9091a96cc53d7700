import { constants } from "node:fs";
import {
  access,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { findPgliteFolder } from "./pglite-package";

/** How many snapshots of a kind are kept: those of several branches, say. */
const mostOfKind = 5;

/**
 * The snapshot that was kept under this name, if any. What is kept only saves
 * time: whoever uses it must do without when it is missing or damaged.
 */
export async function readCached(
  name: string,
): Promise<Uint8Array | undefined> {
  for (const folder of cacheFolders()) {
    if (!(await isTrusted(folder))) continue;
    const found = await readFile(join(folder, fileName(name))).catch(ignore);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether there is a folder to keep snapshots in. */
export async function canCache(): Promise<boolean> {
  return (await findWritableFolder()) !== undefined;
}

/** Keeps a snapshot for later starts, in the first folder that can be written to, and drops the oldest of its kind. */
export async function writeCached(
  name: string,
  snapshot: Uint8Array,
): Promise<void> {
  const folder = await findWritableFolder();
  if (folder === undefined) return;
  const file = join(folder, fileName(name));
  const unfinished = `${file}.${String(process.pid)}`;
  try {
    await writeFile(unfinished, snapshot);
    await rename(unfinished, file);
    await prune(folder, kindOf(name));
  } catch {
    await rm(unfinished, { force: true }).catch(ignore);
  }
}

/** Removes what was kept under a name and cannot be used. */
export async function dropCached(name: string): Promise<void> {
  for (const folder of cacheFolders())
    await rm(join(folder, fileName(name)), { force: true }).catch(ignore);
}

/** The folder that the user names, else one beside the installed packages, else one among the temporary files of this user. */
function cacheFolders(): readonly string[] {
  const named = process.env["ARX_CACHE_DIR"];
  if (named !== undefined && named !== "") return [resolve(named)];
  const folder = findPgliteFolder();
  const installed = folder.indexOf(`${sep}node_modules${sep}`);
  const temporary = temporaryFolder();
  return installed < 0
    ? [temporary]
    : [
        join(folder.slice(0, installed), "node_modules", ".cache", "arx"),
        temporary,
      ];
}

function temporaryFolder(): string {
  return join(tmpdir(), `arx-${String(process.getuid?.() ?? "user")}`);
}

async function findWritableFolder(): Promise<string | undefined> {
  for (const folder of cacheFolders()) {
    try {
      // Its parents among the packages are everybody's.
      const mode = folder === temporaryFolder() ? 0o700 : 0o755;
      await mkdir(folder, { recursive: true, mode });
      await access(folder, constants.W_OK);
      if (await isTrusted(folder)) return folder;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Others may write among temporary files: what lies there counts only in a folder that is this user's alone. */
async function isTrusted(folder: string): Promise<boolean> {
  if (folder !== temporaryFolder()) return true;
  const found = await lstat(folder).catch(ignore);
  if (found?.isDirectory() !== true) return false;
  const user = process.getuid?.();
  return (
    user === undefined || (found.uid === user && (found.mode & 0o022) === 0)
  );
}

async function prune(folder: string, kind: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => kindOf(name) === kind);
  const files = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      return { file, writtenAt: (await stat(file)).mtimeMs };
    }),
  );
  files.sort((left, right) => right.writtenAt - left.writtenAt);
  for (const { file } of files.slice(mostOfKind))
    await rm(file, { force: true });
}

const ignore = (): undefined => undefined;

function kindOf(name: string): string {
  return name.split("-", 1)[0] ?? name;
}

function fileName(name: string): string {
  return `${name}.tar.gz`;
}
