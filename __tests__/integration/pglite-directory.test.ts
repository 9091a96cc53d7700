import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { connect } from "../../lib/database/current";

describe("A PGlite directory", () => {
  let root: string;
  let directory: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "arx-pglite-"));
    directory = join(root, "made", "auf Wunsch, ほら %20");
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  it("is made with its parents, for this user alone, and keeps what is written", async () => {
    const first = await connect({ database: `pglite:${directory}` });
    expect(first.label).toBe(`pglite:${directory}`);
    await first.script(
      "create table notes (body text); insert into notes values ('kept'); create extension citext",
    );
    await first.close();
    const again = await connect({
      database: `pglite:${relative(process.cwd(), directory)}`,
    });
    expect(
      await again.query("select body, 'A'::citext = 'a' as same from notes"),
    ).toEqual([{ body: "kept", same: true }]);
    await again.close();
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it("is refused while this process has it open, and is free after that", async () => {
    const first = await connect({ database: `pglite:${directory}` });
    const path = `${root}/made/../made/auf Wunsch, ほら %20`;
    await expect(connect({ database: `pglite:${path}` })).rejects.toMatchObject(
      {
        name: "ConnectionError",
        message: `Cannot connect to pglite:${path}: ${directory} is in use by this process; PGlite allows one at a time.`,
        hint: "Close the other program or connection first, or use a PostgreSQL server.",
      },
    );
    expect(await first.one("select 1 as n")).toEqual({ n: 1 });
    await first.close();
    await (await connect({ database: `pglite:${directory}` })).close();
  });

  it("may hold hidden files before its database is made, which stay", async () => {
    const path = join(root, "with keep");
    await mkdir(path);
    await writeFile(join(path, ".gitkeep"), "");
    await (await connect({ database: `pglite:${path}` })).close();
    expect(await readdir(path)).toEqual(
      expect.arrayContaining([".gitkeep", "PG_VERSION", "arx.lock"]),
    );
  });

  it("is made anew where its making was cut off", async () => {
    const path = join(root, "cut off");
    await mkdir(join(path, "base"), { recursive: true });
    await writeFile(join(path, "PG_VERSION"), "18\n");
    await writeFile(join(path, "arx.unfinished"), "");
    const db = await connect({ database: `pglite:${path}` });
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    await db.close();
    expect(await readdir(path)).not.toContain("arx.unfinished");
  });

  it("that cannot be one is refused by a text that says why, and stays as it is", async () => {
    const foreign = join(root, "photos");
    await mkdir(join(foreign, "2024"), { recursive: true });
    for (const name of ["a.jpg", "b.jpg", "c.jpg", ".hidden"])
      await writeFile(join(foreign, name), "");
    await expectRefusal(foreign, {
      message: `${foreign} holds no database, but other files: 2024, a.jpg, b.jpg and 1 more.`,
      hint: "Name a new or an empty directory; arx makes no database among other files.",
    });
    const file = join(root, "file");
    await writeFile(file, "text");
    for (const path of [file, join(file, "below")]) {
      await expectRefusal(path, {
        message: `${path} is a file, or lies below one.`,
        hint: "Name a directory.",
      });
    }
    expect(await readFile(file, "utf8")).toBe("text");
  });

  it("that this user may not use is refused", async () => {
    const closed = join(root, "closed");
    await mkdir(closed);
    await chmod(closed, 0o500);
    await asAnotherUser(async () => {
      const path = join(closed, "data");
      await expect(
        connect({ database: `pglite:${path}` }),
      ).rejects.toMatchObject({
        message: `Cannot connect to pglite:${path}: ${path} may not be used by this user.`,
        hint: "Give it the right to write.",
      });
    });
    expect(await readdir(closed)).toEqual([]);
  });

  it("of another PostgreSQL is refused by a text with both versions and the way over", async () => {
    const path = await copyOf("older");
    await writeFile(join(path, "PG_VERSION"), "16\n");
    const { message, hint } = await refusalOf(path);
    expect(message.replace(/18\.\d+/, "18.x")).toBe(
      `Cannot connect to pglite:${path}: The database in ${path} was made by PostgreSQL 16; this PGlite is PostgreSQL 18.x and cannot read it.`,
    );
    expect(hint).toBe(
      "Open it with a version of PGlite that is PostgreSQL 16, write it out with pgDump of @electric-sql/pglite-tools, and run that SQL in a new directory.",
    );
    await writeFile(join(path, "PG_VERSION"), "18\n");
    await (await connect({ database: `pglite:${path}` })).close();
  });

  const restore =
    "Files of it are missing or damaged. Restore the directory from a copy, or delete it to begin with an empty database.";

  it.each<
    [damage: string, reason: string, make: (path: string) => Promise<void>]
  >([
    [
      "an empty PG_VERSION",
      '"PATH" is not a valid data directory; File "PATH/PG_VERSION" does not contain valid data.',
      (path) => truncate(join(path, "PG_VERSION")),
    ],
    [
      "no control file",
      'could not open file "global/pg_control": No such file or directory',
      (path) => rm(join(path, "global/pg_control")),
    ],
    [
      "half a control file",
      'could not read file "global/pg_control": read 100 of 296',
      (path) => truncate(join(path, "global/pg_control"), 100),
    ],
    [
      "no write-ahead log",
      'required WAL directory "pg_wal" does not exist',
      (path) => rm(join(path, "pg_wal"), { recursive: true }),
    ],
    [
      "no tables",
      'database "postgres" does not exist; The database subdirectory "base/5" is missing.',
      (path) => rm(join(path, "base/5"), { recursive: true }),
    ],
    [
      "a page of a catalog that was overwritten",
      'invalid page in block 0 of relation "base/5/1259"',
      (path) => writeFile(join(path, "base/5/1259"), Buffer.alloc(114_688, 7)),
    ],
    [
      "no settings",
      'could not access the server configuration file "PATH/postgresql.conf": No such file or directory',
      (path) => rm(join(path, "postgresql.conf")),
    ],
  ])(
    "with %s is refused in PostgreSQL's words, and unlocked",
    async (damage, reason, make) => {
      const path = await copyOf(damage);
      await make(path);
      const { message, hint } = await refusalOf(path);
      expect(message).toBe(
        `Cannot connect to pglite:${path}: The database in ${path} cannot be started: ${reason.replaceAll("PATH", path)}`,
      );
      expect(hint).toBe(restore);
      expect(await readdir(join(path, "arx.lock"))).toEqual(["free"]);
    },
  );

  it("without PG_VERSION is refused instead of made anew over its tables", async () => {
    const path = await copyOf("no version");
    await rm(join(path, "PG_VERSION"));
    await expectRefusal(path, {
      message: `The database in ${path} is damaged: its file PG_VERSION is missing.`,
      hint: "Restore the directory from a copy, or delete it to begin with an empty database.",
    });
  });

  /** A copy of the directory of the first tests, to be damaged. */
  async function copyOf(name: string): Promise<string> {
    const path = join(root, name);
    await cp(directory, path, { recursive: true });
    return path;
  }
});

async function refusalOf(
  path: string,
): Promise<{ readonly message: string; readonly hint: string | undefined }> {
  const error: unknown = await connect({ database: `pglite:${path}` }).then(
    (db) => db.close(),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: "ConnectionError" });
  return error as { message: string; hint: string | undefined };
}

/** Expects a refusal that leaves nothing behind. */
async function expectRefusal(
  path: string,
  { message, hint }: { readonly message: string; readonly hint: string },
): Promise<void> {
  const before = await readdir(path).catch(() => []);
  expect(await refusalOf(path)).toMatchObject({
    message: `Cannot connect to pglite:${path}: ${message}`,
    hint,
  });
  expect(await readdir(path).catch(() => [])).toEqual(before);
}

/** Runs a function as a user without rights, where this one has them all. */
async function asAnotherUser(run: () => Promise<void>): Promise<void> {
  const user = process.getuid?.();
  if (user === 0) process.seteuid?.(65_534);
  try {
    await run();
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
}
