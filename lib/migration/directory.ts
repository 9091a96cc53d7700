import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MigrationError } from "../errors/migration-error";
import { checksumOf } from "../util/checksum";

/** A migration file, unread but for its checksum. */
export interface MigrationFile {
  /** The digits that begin its name: `20261120093000`. */
  readonly id: string;
  /** What follows them: `create_articles`. */
  readonly name: string;
  readonly file: string;
  /** SHA-256 of its text; the line endings of the checkout do not count. */
  readonly checksum: string;
}

const codeFile = /\.[cm]?[jt]s$/;
const migrationFile = /^(\d{14})_(\w+)\.[cm]?[jt]s$/;

/**
 * The migrations of a directory, by id. A directory that is not there has none.
 * @throws MigrationError when two files have one id, or a name cannot be read
 */
export async function listMigrations(
  directory: string,
): Promise<readonly MigrationFile[]> {
  const names = (await readNames(directory)).filter(isCandidate).sort();
  const files = await Promise.all(
    names.map((name) => readMigrationFile(directory, name)),
  );
  files.forEach((file, index) => {
    const before = files[index - 1];
    if (before !== undefined && before.id === file.id)
      refuseTwins(before, file);
  });
  return files;
}

/** A new id: the time in UTC to the second, and always after the last one. */
export function nextMigrationId(
  existing: readonly Pick<MigrationFile, "id">[],
  now: Date,
): string {
  const last = existing[existing.length - 1]?.id;
  const id = now.toISOString().replace(/\D/g, "").slice(0, 14);
  return last === undefined || id > last ? id : String(BigInt(last) + 1n);
}

async function readNames(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new MigrationError(
      `${directory} cannot be read: ${code === "" ? message : code}.`,
      undefined,
      {
        hint: "migrations in the configuration names a folder that this user can read.",
        cause: error,
      },
    );
  }
}

/** Code that begins with a digit means to be a migration; anything else may lie beside. */
function isCandidate(name: string): boolean {
  return /^\d/.test(name) && codeFile.test(name) && !/\.d\.[cm]?ts$/.test(name);
}

async function readMigrationFile(
  directory: string,
  fileName: string,
): Promise<MigrationFile> {
  const [, id, name] = migrationFile.exec(fileName) ?? [];
  if (id === undefined || name === undefined) {
    throw new MigrationError(
      `The name of the migration file ${fileName} cannot be read.`,
      undefined,
      {
        hint: "Name it by 14 digits of date and time in UTC and a few words: 20261120093000_create_articles.ts",
      },
    );
  }
  const file = join(directory, fileName);
  return { id, name, file, checksum: checksumOf(await readFile(file, "utf8")) };
}

function refuseTwins(left: MigrationFile, right: MigrationFile): never {
  throw new MigrationError(
    `Two migrations have the id ${left.id}: ${left.name} and ${right.name}.`,
    left.id,
    { hint: "Rename the one that no database has run yet to a later id." },
  );
}
