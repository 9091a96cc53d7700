import { resolve } from "node:path";
import { ConnectionError } from "../errors/database-error";
import type { PgliteOptions } from "./connection-options";
import { lockDirectory } from "./directory-lock";
import {
  fillDirectory,
  inspectDirectory,
  makeDirectory,
} from "./pglite-directory";
import { startEngine } from "./pglite-engine";
import type { Engine } from "./pglite-engine";
import { readPgliteVersion } from "./pglite-package";
import { packSnapshot, unpackSnapshot } from "./snapshot";
import {
  canCache,
  dropCached,
  readCached,
  writeCached,
} from "./snapshot-cache";

/**
 * Starts PGlite in memory or in a directory, which nobody else can open until
 * it is closed.
 * @throws ConnectionError when the directory cannot be used; it is left as it was
 */
export async function openPglite(options: PgliteOptions): Promise<Engine> {
  const { directory, snapshot } = options;
  const archive =
    snapshot === undefined ? undefined : await unpackSnapshot(snapshot);
  if (directory === undefined)
    return archive === undefined
      ? startEmpty()
      : startEngine({ directory, archive });
  return openDirectory(resolve(directory), archive);
}

async function openDirectory(
  directory: string,
  archive: Uint8Array | undefined,
): Promise<Engine> {
  // Looked at before it is locked, so that a directory that is refused gets no lock either.
  await inspectDirectory(directory);
  await makeDirectory(directory);
  const unlock = await lockDirectory(directory);
  try {
    const engine = await startIn(directory, archive);
    const close = (): Promise<void> => engine.close().finally(unlock);
    return { ...engine, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startIn(
  directory: string,
  archive: Uint8Array | undefined,
): Promise<Engine> {
  const fill = (content: Uint8Array): Promise<Engine> =>
    fillDirectory(directory, () =>
      startEngine({ directory, archive: content }),
    );
  const hasDatabase = (await inspectDirectory(directory)) === "database";
  if (archive !== undefined && hasDatabase) refuseSnapshot(directory);
  if (archive !== undefined) return fill(archive);
  if (hasDatabase) return startEngine({ directory, archive });
  return (await startCached(fill)) ?? fill(await makeEmptyArchive());
}

function refuseSnapshot(directory: string): never {
  throw new ConnectionError(`${directory} holds a database already.`, {
    hint: "A snapshot begins a new database: name a new or an empty directory, or leave the snapshot out.",
  });
}

/** An empty database in memory. The first one is kept, since making it is most of what a start takes. */
async function startEmpty(): Promise<Engine> {
  const start = (archive: Uint8Array): Promise<Engine> =>
    startEngine({ directory: undefined, archive });
  const cached = await startCached(start);
  if (cached !== undefined) return cached;
  const engine = await startEngine({
    directory: undefined,
    archive: undefined,
  });
  if (!(await canCache())) return engine;
  const archive = await engine.archive();
  // The program need not wait until it is compressed and written.
  void packSnapshot(archive).then((packed) => writeCached(emptyName(), packed));
  return engine;
}

async function makeEmptyArchive(): Promise<Uint8Array> {
  const scratch = await startEmpty();
  const archive = await scratch.archive();
  await scratch.close();
  return archive;
}

/** Starts from the empty database that was kept, if there is one that works. */
async function startCached(
  start: (archive: Uint8Array) => Promise<Engine>,
): Promise<Engine | undefined> {
  const cached = await readCached(emptyName());
  if (cached === undefined) return undefined;
  try {
    return await start(await unpackSnapshot(cached));
  } catch {
    // Whatever is wrong will show again without it, unless it was the cause.
    await dropCached(emptyName());
    return undefined;
  }
}

function emptyName(): string {
  return `pglite-${readPgliteVersion()}`;
}
