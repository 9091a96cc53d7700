import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModuleLoader } from "../../lib/migration/index";
import { evaluateMigration } from "./evaluate";

/** A directory of migration files that goes away after the test. */
export class MigrationsDirectory {
  private constructor(readonly path: string) {}

  static async create(): Promise<MigrationsDirectory> {
    return new MigrationsDirectory(
      await mkdtemp(join(tmpdir(), "arx-migrations-")),
    );
  }

  /** Writes a migration whose directions have these bodies; without a second it is irreversible. */
  async add(name: string, up: string, down?: string, more = ""): Promise<void> {
    const back = down === undefined ? "" : `down(m) { ${down} },`;
    await this.write(
      `${name}.ts`,
      `import { migration } from "arx/migration";\nexport default migration({ up(m) { ${up} }, ${back} ${more} });\n`,
    );
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(join(this.path, file), text);
  }

  async read(file: string): Promise<string> {
    return readFile(join(this.path, file), "utf8");
  }

  async remove(file: string): Promise<void> {
    await rm(join(this.path, file));
  }

  async list(): Promise<readonly string[]> {
    return (await readdir(this.path)).sort();
  }

  async delete(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}

/** Loads a migration file as the command does, without its module loader. */
export const loadMigrationText: ModuleLoader = async (file) => ({
  default: evaluateMigration(await readFile(file, "utf8")),
});
