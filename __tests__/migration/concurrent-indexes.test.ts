import { Column, Index, ManagedObject, PrimaryKey, Table } from "arx";
import type { Database } from "../../lib/database/database";
import { MigrationError } from "../../lib/errors/migration-error";
import type { ModelClass } from "../../lib/metadata/definition";
import { ModelRegistry } from "../../lib/metadata/registry";
import { generate, migrate, migrateDown } from "../../lib/migration/index";
import type { GeneratedMigration } from "../../lib/migration/index";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";
import { openDatabase } from "../support/open-database";

// Each generate starts a PGlite.
jest.setTimeout(120_000);

function before(): ModelClass {
  @Table("visits")
  class Visit extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column() declare page: string;
  }
  return Visit;
}

function after(): ModelClass {
  @Table("visits")
  @Index(["page", "host"], { unique: true, concurrently: true })
  class Visit extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column() declare page: string;
    @Column({ default: "" }) declare host: string;
  }
  return Visit;
}

describeEachEngine("An index that is built concurrently", (engine) => {
  let database: TestDatabase;
  let session: Database;
  let directory: MigrationsDirectory;
  let generated: GeneratedMigration;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
    directory = await MigrationsDirectory.create();
    await write(before());
    await migrate(session, options());
    const next = await write(after());
    if (next === undefined) throw new Error("Nothing was generated.");
    generated = next;
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
    await directory.delete();
  });

  const options = (): {
    directory: string;
    load: typeof loadMigrationText;
  } => ({
    directory: directory.path,
    load: loadMigrationText,
  });

  async function write(
    model: ModelClass,
  ): Promise<GeneratedMigration | undefined> {
    const models = new ModelRegistry([model]);
    const definitions = models.definitions();
    models.reset();
    return generate({ ...options(), models: definitions });
  }

  const indexes = (): Promise<unknown> =>
    session.query(
      "select x.relname as name, i.indisvalid as valid from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid = 'visits'::regclass and not i.indisprimary",
    );

  test("stands alone in a file that has no transaction, after the file of all else", async () => {
    expect(await directory.list()).toHaveLength(3);
    expect(generated.text).toBe(`import { migration } from "arx/migration";

export default migration({
  up(m) {
    m.addColumn("visits", (t) => t.text("host").notNull().default(""));
  },
  down(m) {
    m.dropColumn("visits", "host");
  },
});
`);
    expect(generated.followUp?.text)
      .toBe(`import { migration } from "arx/migration";

export default migration({
  up(m) {
    // Data dependent: Making idx_visits_page_host fails when rows of visits
    // share the same values. Look for duplicates and remove them beforehand.
    m.createIndex("visits", ["page", "host"], {
      unique: true,
      concurrently: true,
    });
  },
  down(m) {
    m.dropIndex("visits", "idx_visits_page_host", { concurrently: true });
  },
  transaction: false,
});
`);
    expect(await write(after())).toBeUndefined();
  });

  test("that fails is left unusable, and the next attempt clears it away", async () => {
    await session.script("insert into visits (page) values ('a'), ('a')");
    const error: unknown = await migrate(session, options()).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(MigrationError);
    expect((error as MigrationError).hint).toBe(
      "Run it again: the unusable index that this attempt may have left is dropped then.",
    );
    expect(await indexes()).toEqual([
      { name: "idx_visits_page_host", valid: false },
    ]);
    await session.script("delete from visits where id = 2");
    expect(await migrate(session, options())).toHaveLength(1);
    expect(await indexes()).toEqual([
      { name: "idx_visits_page_host", valid: true },
    ]);
  });

  test("goes and comes back, and one that is there already is kept", async () => {
    await migrateDown(session, options());
    expect(await indexes()).toEqual([]);
    await session.script(
      "create unique index idx_visits_page_host on visits (page, host)",
    );
    await migrate(session, options());
    await migrateDown(session, options());
    for (const other of [
      "create index idx_visits_page_host on visits (page)",
      "create unique index idx_visits_page_host on visits (page, host) where id > 0",
      "create unique index idx_visits_page_host on visits (page, host desc)",
      "create unique index idx_visits_page_host on visits (page) include (host)",
    ]) {
      await session.script(other);
      await expect(migrate(session, options())).rejects.toThrow(
        "already exists",
      );
      await session.script("drop index idx_visits_page_host");
    }
  });

  test("of a new table is built with the table", async () => {
    const empty = await MigrationsDirectory.create();
    const models = new ModelRegistry([after()]);
    const first = await generate({
      directory: empty.path,
      models: models.definitions(),
      load: loadMigrationText,
    });
    models.reset();
    await empty.delete();
    expect(first?.followUp).toBeUndefined();
    expect(first?.text).toContain(
      'm.createIndex("visits", ["page", "host"], { unique: true });',
    );
  });
});
