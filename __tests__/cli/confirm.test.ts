import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { cannotRun } from "../support/cannot-run";
import { Project } from "../support/project";

// Each command is a process of its own, with a PGlite.
jest.setTimeout(180_000);

const command = resolve(__dirname, "../../dist/cli/main.js");

/** A terminal for a command: `script` of util-linux has one to give. */
function hasTerminal(): boolean {
  try {
    const options = { encoding: "utf8" as const };
    return execFileSync("script", ["--version"], options).includes(
      "util-linux",
    );
  } catch {
    return false;
  }
}

describe("arx migrate down at a terminal", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({
      "package.json": "{}",
      "arx.config.json": '{ "database": "pglite:shop" }',
      "migrations/20260101000000_first.js":
        'exports.default = require("arx/migration").migration({ up(m) { m.sql`create table first ()`; }, down(m) { m.sql`drop table first`; } });\n',
    });
    expect((await project.arx(["migrate"])).code).toBe(0);
  });

  afterAll(async () => {
    await project.delete();
  });

  /** Runs the command at a terminal, and types the answer once it is asked for. */
  async function answer(
    keys: string,
  ): Promise<{ readonly code: unknown; readonly shown: string }> {
    const line = `${process.execPath} ${command} migrate down`;
    const child = spawn("script", ["-qec", line, "/dev/null"], {
      cwd: project.path,
    });
    let shown = "";
    child.stdout.on("data", (part) => {
      const isAsked = shown.includes("to go on: ");
      shown += String(part);
      if (!isAsked && shown.includes("to go on: ")) child.stdin.write(keys);
    });
    const [code] = (await once(child, "close")) as unknown[];
    return { code, shown };
  }

  const title =
    "goes on when the name of the database is typed, and not otherwise";
  if (hasTerminal())
    it(title, async () => {
      const wrong = await answer("shopping\n");
      expect(wrong.code).toBe(2);
      expect(wrong.shown).toContain(
        `Taking back 20260101000000_first deletes what it made, with the rows in it. The database is pglite:${project.path}/shop.\r\nType shop to go on: `,
      );
      expect(wrong.shown).toContain(
        "That is not shop. Nothing was changed.\r\n  Type the name as it is shown, or add --yes.\r\n",
      );
      const interrupted = await answer("\u0003");
      expect(interrupted.code).toBe(130);
      expect(interrupted.shown).toContain("Interrupted by SIGINT.");
      expect((await answer("\u0004")).code).toBe(2);
      const right = await answer("shop\n");
      expect(right.code).toBe(0);
      expect(right.shown).toMatch(/reverted 20260101000000_first \(\d+ ms\)/);
    });
  else
    cannotRun(
      title,
      "script of util-linux, which makes a terminal, is missing",
      {
        failsInCi: true,
      },
    );
});
