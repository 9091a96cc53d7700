import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { readPgliteVersion } from "../../lib/driver/pglite-package";
import { readCached, writeCached } from "../../lib/driver/snapshot-cache";
import { joinTar, readTar } from "../../lib/util/tar";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "arx-snapshot-"));
});

afterAll(() => rm(root, { recursive: true }));

describe("A snapshot", () => {
  let db: Database;
  let snapshot: Uint8Array;

  beforeAll(async () => {
    db = await connect({ database: `pglite:${join(root, "source")}` });
    await db.script(`
      create extension citext;
      create table cities (id int generated always as identity, name citext);
      insert into cities (name) values ('Ulm')`);
    snapshot = await db.snapshot();
  });

  afterAll(() => db.close());

  it("begins databases with what was in the other, which each go their own way", async () => {
    await db.query("insert into cities (name) values ('Bonn')");
    const copies = await Promise.all(
      ["pglite:memory", `pglite:${join(root, "copy")}`].map((database) =>
        connect({ database, snapshot }),
      ),
    );
    for (const copy of copies) {
      await copy.query("insert into cities (name) values ('ULM')");
      expect(
        await copy.query("select id from cities where name = 'ulm'"),
      ).toEqual([{ id: 1 }, { id: 2 }]);
      await copy.close();
    }
    expect(await db.one("select count(*)::int from cities")).toEqual({
      count: 2,
    });
    expect(await readdir(join(root, "copy", "arx.lock"))).toEqual(["free"]);
  });

  it("can be kept in a file", async () => {
    const file = join(root, "cities.tar.gz");
    await writeFile(file, snapshot);
    const copy = await connect({
      database: "pglite:memory",
      snapshot: await readFile(file),
    });
    expect(await copy.query("select name from cities")).toEqual([
      { name: "Ulm" },
    ]);
    await copy.close();
  });

  it("is refused where there is a database already", async () => {
    const directory = join(root, "copy");
    await expect(
      connect({ database: `pglite:${directory}`, snapshot }),
    ).rejects.toMatchObject({
      name: "ConnectionError",
      message: `Cannot connect to pglite:${directory}: ${directory} holds a database already.`,
      hint: "A snapshot begins a new database: name a new or an empty directory, or leave the snapshot out.",
    });
    const again = await connect({ database: `pglite:${directory}` });
    expect(await again.one("select count(*)::int from cities")).toEqual({
      count: 2,
    });
    await again.close();
  });

  it("is refused when it is something else or damaged, and leaves no database behind", async () => {
    const empty = join(root, "empty");
    await mkdir(empty);
    for (const bytes of [
      new Uint8Array(),
      Buffer.from("not a snapshot"),
      gzipSync("not a tar"),
      snapshot.subarray(0, 1000),
    ]) {
      await expect(
        connect({ database: `pglite:${empty}`, snapshot: bytes }),
      ).rejects.toMatchObject({
        name: "ConfigError",
        message: "snapshot is not what db.snapshot() gave, or damaged.",
      });
    }
    const database = await connect({
      database: "pglite:memory",
      snapshot: withoutControlFile(snapshot),
    }).catch((error: unknown) => error);
    expect(database).toMatchObject({
      message:
        'Cannot connect to pglite:memory: The snapshot cannot be started: could not open file "global/pg_control": No such file or directory',
      hint: "Take the snapshot again.",
    });
    expect(await readdir(empty)).toEqual([]);
  });

  it("takes bytes, and a database in this process", async () => {
    await expect(
      connect({ database: "pglite:memory", snapshot: "file" as never }),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message:
        "snapshot takes the bytes that db.snapshot() gave, not a string.",
    });
    await expect(
      connect({ database: "postgres://localhost/x", snapshot }),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message: "snapshot cannot begin a database on a server.",
      hint: "Use it with database: 'pglite:memory' or a new directory.",
    });
  });

  it("is not taken inside a transaction, and not of a server", async () => {
    await expect(db.transaction(() => db.snapshot())).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message:
        "snapshot() was called inside a transaction, of which it would hold a part.",
      hint: "Take it before or after.",
    });
    const server = await connect({
      database: process.env["ARX_TEST_EMBEDDED_URL"] ?? "",
    });
    await expect(server.snapshot()).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message: `snapshot() copies PGlite databases only; ${server.label} is a server.`,
      hint: "Use create database … template …, or pg_dump.",
    });
    await server.close();
  });
});

describe("The empty database that is kept to begin others with", () => {
  const before = process.env["ARX_CACHE_DIR"];
  const name = `pglite-${readPgliteVersion()}`;
  let file: string;
  let folder: string;
  let kept: Uint8Array;

  beforeAll(() => {
    folder = join(root, "cache");
    file = join(folder, `${name}.tar.gz`);
    process.env["ARX_CACHE_DIR"] = folder;
  });

  afterAll(() => {
    if (before === undefined) delete process.env["ARX_CACHE_DIR"];
    else process.env["ARX_CACHE_DIR"] = before;
  });

  async function openAndUse(): Promise<void> {
    const db = await connect({ database: "pglite:memory" });
    expect(await db.query("select 1 as n")).toEqual([{ n: 1 }]);
    expect(
      await db.query("select from pg_tables where schemaname = 'public'"),
    ).toEqual([]);
    await db.script("create table mine (n int)");
    await db.close();
  }

  /** The file is written while the program goes on. */
  async function untilKept(): Promise<Uint8Array> {
    for (;;) {
      const found = await readCached(name);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it("is kept by the first start, in a file that appears whole", async () => {
    await openAndUse();
    kept = await untilKept();
    expect(gunzipSync(kept).length).toBeGreaterThan(1_000_000);
    await openAndUse();
    expect(await readFile(file)).toEqual(kept);
  });

  it("is replaced when it is damaged, and the database opens all the same", async () => {
    for (const damaged of [Buffer.from("garbage"), withoutControlFile(kept)]) {
      await writeFile(file, damaged);
      await openAndUse();
      expect((await untilKept()).length).toBeGreaterThan(1_000_000);
    }
  }, 60_000);

  it("is not needed: a folder that cannot be made changes nothing", async () => {
    process.env["ARX_CACHE_DIR"] = join(file, "below a file");
    await openAndUse();
    process.env["ARX_CACHE_DIR"] = folder;
  });

  it("is one of five of its kind; the oldest go", async () => {
    for (let n = 0; n < 7; n++)
      await writeCached(`migrated-${String(n)}`, Buffer.from(String(n)));
    const names = await readdir(folder);
    expect(names.filter((found) => found.startsWith("migrated-"))).toHaveLength(
      5,
    );
    expect(names).toContain(`migrated-6.tar.gz`);
    expect(names).toContain(`${name}.tar.gz`);
  });
});

/** A snapshot that lacks its control file. */
function withoutControlFile(snapshot: Uint8Array): Uint8Array {
  const entries = readTar(gunzipSync(snapshot));
  const rest = entries.filter(({ path }) => path !== "global/pg_control");
  return gzipSync(joinTar(rest), { level: 1 });
}
