import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterCommit, transaction } from "../../lib/database/current";
import { sql } from "../../lib/database/sql";
import { Column } from "../../lib/decorators/column";
import { PrimaryKey } from "../../lib/decorators/primary-key";
import { Table } from "../../lib/decorators/table";
import { migration } from "../../lib/migration/index";
import { ManagedObject } from "../../lib/model/managed-object";
import { countQueries, sandbox } from "../../lib/testing";
import type { SandboxOptions } from "../../lib/testing";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";

@Table("towns")
class Town extends ManagedObject {
  @PrimaryKey()
  declare readonly id: number;

  @Column({ type: "text", unique: true })
  declare name: string;
}

const migrationText = `
  const { migration } = require(${JSON.stringify(join(__dirname, "../../lib/migration/index"))});
  module.exports = migration({
    up(m) {
      m.createTable("towns", (t) => {
        t.identity("id", { always: true });
        t.text("name").notNull();
        t.primaryKey(["id"]);
        t.unique(["name"]);
      });
    },
  });`;

describeEachEngine("sandbox", (engine) => {
  let made: TestDatabase;
  let migrations: string;
  let options: SandboxOptions;

  beforeAll(async () => {
    made = await engine.create();
    migrations = await mkdtemp(join(tmpdir(), "arx-sandbox-"));
    await writeFile(
      join(migrations, "20261120093000_create_towns.cjs"),
      migrationText,
    );
    options = { database: made.url, migrations };
  });

  afterAll(async () => {
    await rm(migrations, { recursive: true });
    await made.drop();
  });

  it("gives models a migrated database, and gives back what the test returns", async () => {
    const name = await sandbox(async (db) => {
      expect(db.isInTransaction).toBe(true);
      await Town.create({ name: "Ulm" });
      return (await Town.findBy({ name: "Ulm" }))?.name;
    }, options);
    expect(name).toBe("Ulm");
  });

  it("leaves nothing of one test to the next, also where it failed", async () => {
    await expect(
      sandbox(async () => {
        await Town.create({ name: "Bonn" });
        throw new Error("expected");
      }, options),
    ).rejects.toThrow("expected");
    expect(await sandbox(() => Town.count(), options)).toBe(0);
  });

  it("lets a transaction of the program be one: it commits, rolls back, and takes an isolation level", async () => {
    await sandbox(async () => {
      const done: string[] = [];
      await transaction(
        async () => {
          await Town.create({ name: "Ulm" });
          afterCommit(() => done.push("committed"));
          await transaction(() => {
            afterCommit(() => done.push("nested as well"));
          });
          expect(done).toEqual([]);
        },
        { isolation: "serializable", retry: 2 },
      );
      expect(done).toEqual(["committed", "nested as well"]);
      await expect(
        transaction(async () => {
          await Town.create({ name: "Ulm" });
        }),
      ).rejects.toMatchObject({ name: "UniqueViolationError" });
      expect(await Town.count()).toBe(1);
      await expect(
        transaction(() => 1, { isolaton: "serializable" } as object),
      ).rejects.toMatchObject({ message: "isolaton is not an option." });
      afterCommit(() => done.push("at once"));
      expect(done).toHaveLength(3);
    }, options);
  });

  it("counts and nests", async () => {
    const { count } = await sandbox(
      () =>
        countQueries(() =>
          sandbox(async () => {
            await Town.create({ name: "Köln" });
          }, options),
        ),
      options,
    );
    expect(count).toBe(1);
    expect(await sandbox(() => Town.count(), options)).toBe(0);
  });

  it("runs tests at the same time, each in its own transaction", async () => {
    const counts = await Promise.all(
      ["a", "b", "c"].map((name) =>
        sandbox(async () => {
          await Town.create({ name });
          return Town.count();
        }, options),
      ),
    );
    expect(counts).toEqual([1, 1, 1]);
  });

  it("says what is wrong with its options and with the migrations", async () => {
    await expect(
      sandbox(() => 1, { ...options, migration: "x" } as SandboxOptions),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message: "sandbox.migration is not an option.",
      hint: "Did you mean sandbox.migrations?",
    });
    const broken = await mkdtemp(join(tmpdir(), "arx-sandbox-"));
    const file = join(broken, "20261120100000_broken.cjs");
    await writeFile(file, "module.exports = 1;");
    await writeFile(
      join(broken, "20261120093000_create_towns.cjs"),
      migrationText,
    );
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(
        sandbox(() => 1, { database: made.url, migrations: broken }),
      ).rejects.toMatchObject({
        name: "MigrationError",
        message: `${file} does not export a migration.`,
      });
    }
    await rm(broken, { recursive: true });
  });
});

describe("sandbox on PGlite in memory", () => {
  it("begins with what the same migrations made before, and with another when they changed", async () => {
    const before = process.env["ARX_CACHE_DIR"];
    const root = await mkdtemp(join(tmpdir(), "arx-sandbox-"));
    process.env["ARX_CACHE_DIR"] = join(root, "cache");
    const madeRows = (folder: string): Promise<unknown> =>
      sandbox(() => sql`select made from loads`, {
        migrations: join(root, folder),
      });
    try {
      let made = 0;
      const load = (): { default: unknown } => ({
        default: migration({
          up(m) {
            made++;
            m.sql`create table loads (made int)`;
            m.sql`insert into loads values (1)`;
          },
        }),
      });
      for (const folder of ["one", "two"]) {
        await mkdir(join(root, folder));
        await writeFile(join(root, folder, "20261120093000_loads.cjs"), "same");
        await sandbox(() => undefined, {
          migrations: join(root, folder),
          load,
        });
        expect(await madeRows(folder)).toEqual([{ made: 1 }]);
      }
      expect(made).toBe(1);
      await mkdir(join(root, "three"));
      await writeFile(join(root, "three", "20261120093000_loads.cjs"), "other");
      await sandbox(() => undefined, { migrations: join(root, "three"), load });
      expect(made).toBe(2);
    } finally {
      if (before === undefined) delete process.env["ARX_CACHE_DIR"];
      else process.env["ARX_CACHE_DIR"] = before;
      await rm(root, { recursive: true });
    }
  });
});
