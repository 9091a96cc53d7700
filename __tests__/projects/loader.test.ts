import { mkdir, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { engines } from "../support/engines";
import type { Engine, TestDatabase } from "../support/engines";
import { Project } from "../support/project";
import type { CommandResult } from "../support/project";
import { openOnlooker } from "../support/servers";
import { loaderRows } from "./loader-rows";
import type { LoaderRow } from "./loader-rows";
import { runEach } from "./run-each";

// Each command is a process of its own.
jest.setTimeout(240_000);

const modules = resolve(__dirname, "../../node_modules");
const servers = engines.filter(({ name }) => name !== "PGlite");

interface Seen {
  readonly models: CommandResult;
  readonly migrate?: CommandResult;
  readonly seed?: CommandResult;
  readonly users?: unknown;
}

describe("The command loads", () => {
  let seen: ReadonlyMap<LoaderRow, () => Seen>;

  beforeAll(async () => {
    seen = await runEach(loaderRows, async (row) => {
      const project = await createProject(row);
      const models = await project.arx(["models"], row.running);
      if (!row.runs) {
        await project.delete();
        return { models };
      }
      const database = await chooseServer(row).create();
      const onDatabase = ["--database", database.url];
      const migrate = await project.arx(["migrate", ...onDatabase]);
      const seed = await project.arx(["seed", ...onDatabase]);
      const users = await readUsers(database);
      await database.drop();
      await project.delete();
      return { models, migrate, seed, users };
    });
  });

  test.each(loaderRows.map((row) => [row.name, row] as const))(
    "%s",
    (_, row) => {
      const { models, migrate, seed, users } = seen.get(row)?.() ?? {};
      expect(models).toEqual({
        code: 0,
        stdout:
          "Post  posts  3 columns  1 relation\nUser  users  2 columns  1 relation\n",
        stderr: "",
      });
      if (!row.runs) return;
      expect(migrate).toMatchObject({ code: 0, stderr: "" });
      expect(seed).toMatchObject({ code: 0 });
      expect(users).toBe("Ann, Bob");
    },
  );
});

describe("What arx migrate generate writes", () => {
  it("is loaded again in a project of ES modules that has TypeScript 7", async () => {
    const row = loaderRows.find(({ name }) =>
      name.includes("TypeScript 7, .js"),
    );
    if (row === undefined) throw new Error("That row is gone.");
    const files = Object.entries(row.files).filter(
      ([file]) => !/^(migrations|seeds)/.test(file),
    );
    const project = await createProject({
      ...row,
      files: Object.fromEntries(files),
    });
    const database = await chooseServer(row).create();
    const onDatabase = ["--database", database.url];
    const made = await project.arx(["migrate", "generate", "first"]);
    const run = await project.arx(["migrate", ...onDatabase]);
    const again = await project.arx(["migrate", "status", ...onDatabase]);
    await database.drop();
    await project.delete();
    expect([made.code, run.code, again.code]).toEqual([0, 0, 0]);
    expect(again.stdout).toMatch(/^applied {2}\d{14}_first/);
  });
});

/** The servers take turns. */
function chooseServer(row: LoaderRow): Engine {
  const server = servers[loaderRows.indexOf(row) % servers.length];
  if (server === undefined) throw new Error("No server runs.");
  return server;
}

async function createProject({
  files,
  typescript,
}: LoaderRow): Promise<Project> {
  const isLink = ([, text]: [string, string]): boolean =>
    text.startsWith("-> ");
  const entries = Object.entries(files);
  const project = await Project.create(
    Object.fromEntries(entries.filter((entry) => !isLink(entry))),
  );
  for (const [path, target] of entries.filter(isLink)) {
    await mkdir(dirname(join(project.path, path)), { recursive: true });
    await symlink(
      join(project.path, target.slice("-> ".length)),
      join(project.path, path),
    );
  }
  if (typescript !== undefined)
    await symlink(
      join(modules, typescript),
      join(project.path, "node_modules/typescript"),
    );
  return project;
}

async function readUsers({ url }: TestDatabase): Promise<unknown> {
  const onlooker = openOnlooker(url);
  const { names } = await onlooker.row(
    "select string_agg(name, ', ' order by name) as names from users",
  );
  await onlooker.close();
  return names;
}
