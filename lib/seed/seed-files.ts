import { readFile, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import glob from "fast-glob";
import { SeedError } from "../errors/seed-error";
import { checksumOf } from "../util/checksum";
import { defaultExport, loadModule } from "../util/load-module";
import { isSeed } from "./seed";
import type { Seed } from "./seed";
import type { FileSeedEntry } from "./seed-entry";

/** Loads a module of the user's project; the exports by name. */
export type LoadModule = (file: string) => Promise<unknown>;

/** Turns seeds and patterns of files into entries; the files are loaded one after the other. */
export async function readFileSeeds(
  sources: readonly (Seed | string)[],
  load: LoadModule = loadModule,
): Promise<readonly FileSeedEntry[]> {
  const entries = sources
    .filter((source) => typeof source !== "string")
    .map((seed) => toEntry(seed, undefined));
  for (const file of await findFiles(
    sources.filter((source) => typeof source === "string"),
  )) {
    entries.push(
      toEntry(
        seedOf(await load(file), file),
        checksumOf(await readFile(file, "utf8")),
      ),
    );
  }
  return entries;
}

/** Each source once: a file by its path, whatever signs are in it, or the files of a pattern. */
async function findFiles(
  sources: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(
    sources.map(async (source) =>
      (await isFile(source)) ? [resolve(source)] : findByPattern(source),
    ),
  );
  return [...new Set(found.flat())];
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}

async function findByPattern(pattern: string): Promise<readonly string[]> {
  // In a pattern a backslash escapes; on Windows it is more likely part of a path.
  const forwards = sep === "\\" ? pattern.replaceAll(sep, "/") : pattern;
  return (
    await glob(forwards, {
      absolute: true,
      ignore: ["**/node_modules/**", "**/*.d.ts"],
    })
  ).sort();
}

function toEntry(seed: Seed, checksum: string | undefined): FileSeedEntry {
  return {
    kind: "file",
    name: seed.name,
    environments: seed.environments,
    checksum,
    seed,
  };
}

function seedOf(exports: unknown, file: string): Seed {
  const found = defaultExport(exports);
  if (isSeed(found)) return found;
  throw new SeedError(`${file} does not export a seed.`, file, {
    hint: 'Write: export default seed("name", async (s) => { … }), with seed from "arx/seed".',
  });
}
