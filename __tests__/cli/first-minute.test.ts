import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

// Packs and installs the package as a newcomer would get it.
jest.setTimeout(300_000);

const run = promisify(execFile);
const repository = resolve(__dirname, "../..");

describe("The first minute", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "arx-minute-"));
    await mkdir(join(folder, "shop"));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it("goes from an empty folder to rows by the commands that arx init prints", async () => {
    const { stdout: packed } = await run(
      "npm",
      ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder],
      { cwd: repository },
    );
    const shell = shellIn(join(folder, "shop"));
    await shell(
      `npm install --prefer-offline --no-audit --no-fund ../${packed.trim()}`,
    );

    const start = performance.now();
    const printed = await shell("npx --no-install arx init");
    const commands = readCommands(printed);
    expect(commands).toEqual([
      "npx arx migrate generate",
      "npx arx migrate",
      "npx arx seed",
      "npm start",
    ]);
    const outputs: string[] = [];
    for (const command of commands) outputs.push(await shell(command));
    const seconds = (performance.now() - start) / 1000;
    process.stderr.write(
      `From arx init to the first rows: ${seconds.toFixed(1)} s\n`,
    );

    const [migration] = await readdir(join(folder, "shop/migrations"));
    const [generated, applied, seeded, started] = outputs;
    expect(generated).toBe(`Wrote migrations/${String(migration)}\n`);
    expect(applied).toMatch(/^applied \d{14}_create_books \(\d+ ms\)\n$/);
    expect(seeded).toMatch(
      /^seeded books: 3 inserted, 0 updated \(new, \d+ ms\)\nEnvironment development: 1 ran, 0 skipped\.\n$/,
    );
    expect(started).toMatch(
      /\n1815 Emma, Jane Austen\n1871 Middlemarch, George Eliot\n$/,
    );
    const findings = JSON.parse(
      await shell("npx arx doctor --json"),
    ) as readonly { readonly status: string }[];
    expect(findings.filter(({ status }) => status !== "ok")).toEqual([]);
  });
});

/** The lines under "Next:". */
function readCommands(printed: string): readonly string[] {
  return printed
    .slice(printed.indexOf("\nNext:\n"))
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim());
}

/** Runs a line as a person would type it; what it prints on stdout. */
function shellIn(cwd: string): (line: string) => Promise<string> {
  const env = { ...process.env };
  // The suite's own settings are not the newcomer's.
  for (const name of ["DATABASE_URL", "NODE_OPTIONS", "NODE_ENV"])
    Reflect.deleteProperty(env, name);
  return async (line) => (await run("sh", ["-c", line], { cwd, env })).stdout;
}
