import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { connect } from "../../lib/database/current";
import { ConnectionError } from "../../lib/errors/database-error";

describe("A PGlite directory", () => {
  let root: string;
  let directory: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "arx-pglite-"));
    directory = join(root, "made", "on demand");
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  it("is made with its parents, and keeps what is written", async () => {
    const first = await connect({ database: `pglite:${directory}` });
    expect(first.label).toBe(`pglite:${directory}`);
    await first.script(
      "create table notes (body text); insert into notes values ('kept')",
    );
    await first.close();
    const again = await connect({
      database: `pglite:${relative(process.cwd(), directory)}`,
    });
    expect(await again.query("select body from notes")).toEqual([
      { body: "kept" },
    ]);
    await again.close();
    expect((await stat(directory)).isDirectory()).toBe(true);
  });

  it("is refused while this process has it open, and is free after that", async () => {
    const first = await connect({ database: `pglite:${directory}` });
    await expect(
      connect({ database: `pglite:${directory}/../on demand` }),
    ).rejects.toMatchObject({
      message: `Cannot connect to pglite:${directory}/../on demand: ${directory} is in use by this process; PGlite allows one at a time.`,
      hint: "Close the other program or connection first, or use a PostgreSQL server.",
    });
    expect(await first.one("select 1 as n")).toEqual({ n: 1 });
    await first.close();
    await (await connect({ database: `pglite:${directory}` })).close();
  });

  it("is refused while another process that lives has it open", async () => {
    const lock = join(directory, "arx.lock");
    await writeFile(lock, `${String(process.ppid)}\n`);
    await expect(
      connect({ database: `pglite:${directory}` }),
    ).rejects.toBeInstanceOf(ConnectionError);
    await expect(connect({ database: `pglite:${directory}` })).rejects.toThrow(
      `is in use by process ${String(process.ppid)};`,
    );
    expect(await readFile(lock, "utf8")).toBe(`${String(process.ppid)}\n`);
    await rm(lock);
  });

  it("is taken over from a process that is gone, also from one that had the same id", async () => {
    for (const gone of ["2147483646", String(process.pid), "no number"]) {
      await writeFile(join(directory, "arx.lock"), `${gone}\n`);
      const db = await connect({ database: `pglite:${directory}` });
      expect(await readFile(join(directory, "arx.lock"), "utf8")).toBe(
        `${String(process.pid)}\n`,
      );
      await db.close();
    }
  });

  it("says why it cannot be opened", async () => {
    await writeFile(join(root, "file"), "");
    await expect(
      connect({ database: `pglite:${join(root, "file", "below")}` }),
    ).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("ENOTDIR") as string,
    });
  });
});
