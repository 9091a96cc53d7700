import { readFile } from "node:fs/promises";
import { SeedError } from "../errors/seed-error";
import { checksumOf } from "../util/checksum";
import { findFiles } from "../util/find-files";
import { defaultExport, loadModule } from "../util/load-module";
import { isSeed } from "./seed";
import type { Seed } from "./seed";
import type { FileSeedEntry } from "./seed-entry";

/**
 * Gives the exports of a file, by name, whatever it takes to read it.
 *
 * @example
 * ```ts
 * const load: LoadModule = (file) => import(file);
 * await runSeeds(db, { seeds: ["seeds/*.js"], load });
 * ```
 */
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
    process.cwd(),
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
