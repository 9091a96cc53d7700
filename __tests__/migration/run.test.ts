import {
  MigrationError,
  PendingMigrationsError,
} from "../../lib/errors/migration-error";
import type { Database } from "../../lib/database/database";
import {
  checkPending,
  migrate,
  migrateDown,
  previewMigrate,
  previewMigrateDown,
  status,
} from "../../lib/migration/index";
import type { MigrateOptions, MigrationEvent } from "../../lib/migration/index";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";
import { openDatabase } from "../support/open-database";

describeEachEngine("Running migrations", (engine) => {
  let test: TestDatabase;
  let db: Database;
  let files: MigrationsDirectory;

  beforeAll(async () => {
    test = await engine.create();
    db = await openDatabase(test.url);
  });

  beforeEach(async () => {
    files = await MigrationsDirectory.create();
  });

  afterEach(async () => {
    await files.delete();
    await db.script("drop schema public cascade; create schema public");
  });

  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  const options = (): MigrateOptions => ({
    directory: files.path,
    load: loadMigrationText,
    lockWaitMs: 0,
  });

  const tables = async (): Promise<readonly unknown[]> => {
    const rows = await db.query(
      "select tablename from pg_tables where schemaname = 'public' order by 1",
    );
    return rows.map(({ tablename }) => tablename);
  };

  const ledger = (): Promise<readonly object[]> =>
    db.query("select id, name, batch, format from arx_migrations order by id");

  const messageOf = async (run: Promise<unknown>): Promise<string> => {
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof MigrationError))
      throw new Error(`not a MigrationError: ${String(error)}`);
    return error.hint === undefined
      ? error.message
      : `${error.message}\n${error.hint}`;
  };

  const addThree = async (): Promise<void> => {
    await files.add(
      "20260101000000_create_cities",
      `m.createTable("cities", (t) => { t.identity("id"); t.text("name").notNull(); t.primaryKey(["id"]); });`,
      `m.dropTable("cities");`,
    );
    await files.add(
      "20260102000000_add_area",
      `m.addColumn("cities", (t) => t.integer("area").notNull().default(0));`,
      `m.dropColumn("cities", "area");`,
    );
    await files.add(
      "20260103000000_fill",
      "m.sql`insert into cities (name) values ('Ulm'), ('Bonn'); update cities set area = 100`; m.sql`update cities set area = ${7} where name = ${'Bonn'}`;",
      "m.sql`delete from cities`;",
    );
  };

  it("applies what is pending, once, and takes it back one by one", async () => {
    await addThree();
    const events: MigrationEvent[] = [];
    const applied = await migrate(db, {
      ...options(),
      onEvent: (event) => events.push(event),
    });

    expect(applied.map(({ id, name }) => `${id}_${name}`)).toEqual([
      "20260101000000_create_cities",
      "20260102000000_add_area",
      "20260103000000_fill",
    ]);
    expect(events.map(({ kind }) => kind)).toEqual([
      "applied",
      "applied",
      "applied",
    ]);
    expect(
      await db.query("select name, area from cities order by name"),
    ).toEqual([
      { name: "Bonn", area: 7 },
      { name: "Ulm", area: 100 },
    ]);
    expect(await ledger()).toEqual([
      { id: "20260101000000", name: "create_cities", batch: 1, format: 1 },
      { id: "20260102000000", name: "add_area", batch: 1, format: 1 },
      { id: "20260103000000", name: "fill", batch: 1, format: 1 },
    ]);

    expect(await migrate(db, options())).toEqual([]);
    expect((await migrateDown(db, options())).map(({ name }) => name)).toEqual([
      "fill",
    ]);
    expect(await db.query("select count(*)::int as n from cities")).toEqual([
      { n: 0 },
    ]);
    expect(
      (await migrateDown(db, { ...options(), step: 5 })).map(
        ({ name }) => name,
      ),
    ).toEqual(["add_area", "create_cities"]);
    expect(await tables()).toEqual(["arx_migrations"]);
    expect(await ledger()).toEqual([]);
    expect(await migrateDown(db, options())).toEqual([]);

    await migrate(db, options());
    expect(await tables()).toEqual(["arx_migrations", "cities"]);
  });

  it("stops at the id it is given, and notes each run as a batch", async () => {
    await addThree();
    await migrate(db, { ...options(), to: "20260101000000" });
    await migrate(db, { ...options(), to: "20260102000000" });
    expect(await ledger()).toEqual([
      { id: "20260101000000", name: "create_cities", batch: 1, format: 1 },
      { id: "20260102000000", name: "add_area", batch: 2, format: 1 },
    ]);
    expect(
      await messageOf(migrate(db, { ...options(), to: "20260104000000" })),
    ).toBe(
      "There is no migration 20260104000000.\nDid you mean 20260101000000?",
    );
  });

  it("prints the SQL of both directions and touches nothing", async () => {
    await addThree();
    const up = await previewMigrate(db, { ...options(), to: "20260102000000" });
    expect(up.map(({ sql }) => sql)).toEqual([
      `create table "public"."cities" (
  "id" bigint generated by default as identity not null,
  "name" text not null,
  constraint "cities_pkey" primary key ("id")
);
`,
      `alter table "public"."cities" add column "area" integer not null default 0;
`,
    ]);
    expect(await tables()).toEqual([]);
    await migrate(db, { ...options(), to: "20260102000000" });
    const down = await previewMigrateDown(db, { ...options(), step: 2 });
    expect(down.map(({ name, sql }) => [name, sql])).toEqual([
      ["add_area", `alter table "public"."cities" drop column "area";\n`],
      ["create_cities", `drop table "public"."cities";\n`],
    ]);
    expect(await tables()).toEqual(["arx_migrations", "cities"]);
  });

  it("keeps nothing of a file that fails, and what ran before it", async () => {
    await addThree();
    await files.add(
      "20260104000000_broken",
      `m.createTable("streets", (t) => { t.identity("id"); }); m.addColumn("rivers", (t) => t.text("name"));`,
      "",
    );
    expect(await messageOf(migrate(db, options()))).toBe(
      `The migration 20260104000000_broken failed at change 2 of 2 (add column rivers.name): relation "public.rivers" does not exist`,
    );
    expect(await tables()).toEqual(["arx_migrations", "cities"]);
    expect((await ledger()).length).toBe(3);
  });

  it("reads every file before the first one runs", async () => {
    await addThree();
    await files.write("20260104000000_none.ts", "export default 1;\n");
    expect(await messageOf(migrate(db, options()))).toBe(
      `${files.path}/20260104000000_none.ts does not export a migration.\nWrite: export default migration({ up(m) { … } })`,
    );
    expect(await tables()).toEqual([]);
  });

  it("names the file whose code fails, before anything runs", async () => {
    const file = "20260101000000_odd";
    const tell = async (body: string): Promise<string> => {
      await files.write(
        `${file}.ts`,
        `import { migration } from "arx/migration";\n${body}\n`,
      );
      return messageOf(migrate(db, options()));
    };
    expect(
      await tell(
        "export default migration({ up() { throw new Error('odd'); } });",
      ),
    ).toBe(`The migration ${file} cannot be read: odd`);
    // What such a function rejects with later must not end the process.
    expect(
      await tell(
        "export default migration({ async up() { throw new Error('late'); } });",
      ),
    ).toBe(
      `The migration ${file} cannot be read: A migration describes its changes without waiting: up and down must not be async.\nWrite data changes as SQL: m.sql\`update …\``,
    );
    expect(await tell("export default migration({ down() {} });")).toBe(
      `${files.path}/${file}.ts cannot be loaded: A migration has no up.\nWrite: export default migration({ up(m) { … } })`,
    );
    expect(await tell("throw new Error('early');")).toBe(
      `${files.path}/${file}.ts cannot be loaded: early`,
    );
    expect(await tables()).toEqual([]);
  });

  it("keeps what stands before the failing statement when the file wants no transaction", async () => {
    await files.add(
      "20260101000000_build",
      `m.createTable("cities", (t) => { t.text("name"); }); m.createIndex("cities", ["name"], { concurrently: true }); m.sql\`select 1 / 0\`;`,
      "",
      "transaction: false",
    );
    expect(await messageOf(migrate(db, options()))).toBe(
      "The migration 20260101000000_build failed at change 3 of 3 (sql): division by zero. What stands before it has run and stays: the file has no transaction\nUndo by hand what has run, or take it out of the file, which the ledger does not have yet; then run it again.",
    );
    expect(await tables()).toContain("cities");
    expect(await ledger()).toEqual([]);
    const indexes = await db.query(
      "select indexname from pg_indexes where tablename = 'cities'",
    );
    expect(indexes).toEqual([{ indexname: "idx_cities_name" }]);
  });

  it("builds an index anew of which a failed concurrent build has left something unusable", async () => {
    await db.script(
      "create table cities (name text); insert into cities values ('Ulm'), ('Ulm')",
    );
    const file = "20260101000000_index";
    const text = `m.createIndex("cities", ["name"], { unique: true, concurrently: true });`;
    await files.add(file, text, "", "transaction: false");
    expect(await messageOf(migrate(db, options()))).toBe(
      `The migration ${file} failed at change 1 of 1 (create index idx_cities_name on cities): could not create unique index "idx_cities_name"\nRun it again: the unusable index that this attempt may have left is dropped then.`,
    );
    await db.script("delete from cities");
    expect((await migrate(db, options())).length).toBe(1);
  });

  it("refuses to go back where there is no way, before it goes back at all", async () => {
    await files.add("20260101000000_one", "m.sql`create table one ()`;");
    await files.add(
      "20260102000000_two",
      "m.sql`create table two ()`;",
      "m.sql`drop table two`;",
    );
    await migrate(db, options());
    expect(await messageOf(migrateDown(db, { ...options(), step: 2 }))).toBe(
      "The migration 20260101000000_one has no way back.\nWrite its down(m) { … } first.",
    );
    expect(await tables()).toEqual(["arx_migrations", "one", "two"]);
  });

  it("refuses files that were edited after they ran, until the edit is accepted", async () => {
    await addThree();
    await migrate(db, options());
    const text = await files.read("20260102000000_add_area.ts");
    await files.write(
      "20260102000000_add_area.ts",
      text.replaceAll("\n", "\r\n"),
    );
    expect(await migrate(db, options())).toEqual([]);

    await files.write("20260102000000_add_area.ts", `// edited\n${text}`);
    const message =
      "The migration 20260102000000_add_area was edited after it ran on this database.\n" +
      "Undo the edit and write a new migration, or accept it with --allow-changed.";
    expect(await messageOf(migrate(db, options()))).toBe(message);
    expect(await messageOf(migrateDown(db, options()))).toBe(message);
    const { migrations } = await status(db, { directory: files.path });
    expect(migrations.map(({ state }) => state)).toEqual([
      "applied",
      "changed",
      "applied",
    ]);

    expect(await migrate(db, { ...options(), allowChanged: true })).toEqual([]);
    expect(await migrate(db, options())).toEqual([]);
  });

  it("refuses a history with a missing file", async () => {
    await addThree();
    await migrate(db, options());
    await files.remove("20260101000000_create_cities.ts");
    await files.remove("20260102000000_add_area.ts");
    expect(await messageOf(migrate(db, options()))).toBe(
      "The migration 20260101000000_create_cities ran on this database, but there is no such file.\n" +
        "The migration 20260102000000_add_area ran on this database, but there is no such file.\n" +
        "Bring the file back under its old name; version control has it.",
    );
    const { migrations } = await status(db, { directory: files.path });
    expect(migrations.map(({ name, state }) => [name, state])).toEqual([
      ["create_cities", "missing"],
      ["add_area", "missing"],
      ["fill", "applied"],
    ]);
  });

  it("refuses two files with one id, and a name it cannot read", async () => {
    await files.add("20260101000000_one", "");
    await files.add("20260101000000_two", "");
    expect(await messageOf(migrate(db, options()))).toBe(
      "Two migrations have the id 20260101000000: one and two.\nRename the one that no database has run yet to a later id.",
    );
    await files.remove("20260101000000_two.ts");
    await files.add("2026_two", "");
    expect(await messageOf(migrate(db, options()))).toBe(
      "The name of the migration file 2026_two.ts cannot be read.\n" +
        "Name it by 14 digits of date and time in UTC and a few words: 20261120093000_create_articles.ts",
    );
  });

  it("runs a file that was merged late, says so, and takes back in the order of running", async () => {
    await files.add(
      "20260102000000_two",
      "m.sql`create table two ()`;",
      "m.sql`drop table two`;",
    );
    await migrate(db, options());
    await files.add(
      "20260101000000_one",
      "m.sql`create table one ()`;",
      "m.sql`drop table one`;",
    );
    const { migrations } = await status(db, { directory: files.path });
    expect(
      migrations.map(({ id, state, isOutOfOrder }) => [
        id,
        state,
        isOutOfOrder,
      ]),
    ).toEqual([
      ["20260101000000", "pending", true],
      ["20260102000000", "applied", false],
    ]);
    const events: MigrationEvent[] = [];
    await migrate(db, { ...options(), onEvent: (event) => events.push(event) });
    expect(events[0]).toEqual({
      kind: "out of order",
      migrations: [{ id: "20260101000000", name: "one" }],
    });
    expect((await migrateDown(db, options())).map(({ name }) => name)).toEqual([
      "one",
    ]);
  });

  it("says what is pending, and makes no ledger to find out", async () => {
    await expect(
      checkPending(db, { directory: files.path }),
    ).resolves.toBeUndefined();
    await addThree();
    const error = await checkPending(db, { directory: files.path }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(PendingMigrationsError);
    expect((error as PendingMigrationsError).pending).toEqual([
      "20260101000000_create_cities",
      "20260102000000_add_area",
      "20260103000000_fill",
    ]);
    expect(await tables()).toEqual([]);
    await migrate(db, options());
    await expect(
      checkPending(db, { directory: files.path }),
    ).resolves.toBeUndefined();
  });

  it("leaves the ledger of another tool alone and mentions it", async () => {
    await db.execute("create table schema_migrations (version text)");
    expect((await status(db, { directory: files.path })).hasForeignLedger).toBe(
      true,
    );
    await addThree();
    await migrate(db, options());
    expect(await tables()).toEqual([
      "arx_migrations",
      "cities",
      "schema_migrations",
    ]);
  });

  it("refuses a ledger of a newer arx", async () => {
    await addThree();
    await migrate(db, options());
    await db.execute(
      "update arx_migrations set format = 2 where name = 'fill'",
    );
    expect(await messageOf(migrate(db, options()))).toBe(
      "The ledger arx_migrations was written by a newer version of arx.\nUpdate arx: npm install arx@latest",
    );
  });

  it("leaves the session as it was", async () => {
    const read = (): Promise<object[]> =>
      db.query(
        "select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement",
      );
    const before = await read();
    await addThree();
    await migrate(db, {
      ...options(),
      lockTimeoutMs: 77,
      statementTimeoutMs: 8888,
    });
    expect(await read()).toEqual(before);
  });

  // PGlite runs in this thread and has no clock to stop it by.
  if (engine.name === "PGlite") return;

  describe("beside other sessions", () => {
    let other: Database;

    beforeAll(async () => {
      other = await openDatabase(test.url);
    });

    afterAll(async () => {
      await other.close();
    });

    it("ends a statement that runs longer than it may", async () => {
      await files.add("20260101000000_slow", "m.sql`select pg_sleep(20)`;", "");
      await expect(
        migrate(db, { ...options(), statementTimeoutMs: 50 }),
      ).rejects.toThrow(
        "The migration 20260101000000_slow failed at change 1 of 1 (sql)",
      );
    });

    it("does not wait long for a table that another session uses, and keeps nothing", async () => {
      await addThree();
      await migrate(db, { ...options(), to: "20260101000000" });
      await other.transaction(async () => {
        await other.execute("lock table cities");
        expect(
          await messageOf(migrate(db, { ...options(), lockTimeoutMs: 50 })),
        ).toBe(
          "The migration 20260102000000_add_area failed at change 1 of 1 (add column cities.area): canceling statement due to lock timeout\n" +
            "Another session uses the table. Try again when it has ended, or wait longer with --lock-timeout 30000 (milliseconds).",
        );
      });
      expect((await ledger()).length).toBe(1);
    });

    it("lets one of two runners apply, while the other waits and finds nothing to do", async () => {
      await addThree();
      const events: MigrationEvent[] = [];
      const run = (database: Database): Promise<readonly object[]> =>
        migrate(database, {
          ...options(),
          lockWaitMs: 20_000,
          onEvent: (event) => events.push(event),
        });
      const results = await Promise.all([run(db), run(other)]);
      expect(results.map(({ length }) => length).sort()).toEqual([0, 3]);
      expect(events.filter(({ kind }) => kind === "applied").length).toBe(3);
      expect((await ledger()).length).toBe(3);
    });

    it("names the process that has the lock when it waited in vain", async () => {
      await addThree();
      await other.reserve(async (session) => {
        await other.query("select pg_advisory_lock(6386296, 1)");
        expect(await messageOf(migrate(db, options()))).toMatch(
          new RegExp(
            `^Another process runs migrations or seeds on this database: process ${String(session.processId)} \\(arx\\), idle for \\d+ s\\. Gave up after 0 s\\.\n` +
              `Wait for it, or end it on the server: select pg_terminate_backend\\(${String(session.processId)}\\)$`,
          ),
        );
        await other.query("select pg_advisory_unlock(6386296, 1)");
      });
      expect((await migrate(db, options())).length).toBe(3);
    });

    it("gives the lock back after a failure", async () => {
      await files.add("20260101000000_broken", "m.sql`select 1 / 0`;");
      await expect(migrate(db, options())).rejects.toThrow("division by zero");
      await expect(migrate(other, options())).rejects.toThrow(
        "division by zero",
      );
    });
  });
});
