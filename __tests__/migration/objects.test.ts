import {
  Column,
  Defaulted,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
  UpdatedAt,
  connect,
  registry,
} from "arx";
import type { Database } from "../../lib/database/database";
import { createSchema } from "../../lib/schema/diff";
import {
  findDrift,
  generate,
  migrate,
  migrateDown,
} from "../../lib/migration/index";
import type {
  CompareOptions,
  GeneratedMigration,
} from "../../lib/migration/index";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";

// Each PGlite takes a second or more to start.
jest.setTimeout(120_000);

registry.tablePrefix = "myapp_";
registry.schema = "tenant1";
registry.plurals = { cactus: "cacti" };

@Table()
class Cactus extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "citext", unique: true }) declare name: string;
  @Column({ enum: ["dry", "wet"], native: true, default: "dry" })
  declare soil: "dry" | "wet";
  @Column({ enum: ["a", "b"], default: "a" }) declare kind: "a" | "b";
  @UpdatedAt({ trigger: true }) declare updatedAt: Date;
  @HasMany(() => Spine, (spine) => spine.cactus) declare spines: HasMany<Spine>;
  declare [Defaulted]?: { soil: true; kind: true };
}

@Table("thorns")
class Spine extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ indexed: "by_length" }) declare length: number;
  @Relate(() => Cactus, { required: true }) declare cactus: Relate<Cactus>;
}

let files: MigrationsDirectory;
let generated: GeneratedMigration | undefined;

beforeAll(async () => {
  files = await MigrationsDirectory.create();
  generated = await generate(options());
});

afterAll(async () => {
  await files.delete();
  registry.reset();
});

function options(): CompareOptions {
  return {
    models: registry.definitions(),
    directory: files.path,
    load: loadMigrationText,
  };
}

test("The extension comes first, and what was made goes in the opposite order", () => {
  const kinds = createSchema(registry.toSchema()).map(({ kind }) => kind);
  expect(generated?.steps.map(({ change }) => change.kind)).toEqual(kinds);
  expect(kinds).toEqual([
    "create extension",
    "create schema",
    "create enum",
    "create function",
    "create table",
    "create table",
    "create index",
    "create index",
    "add constraint",
    "create trigger",
  ]);
  expect(generated?.text).toContain('m.createExtension("citext");');
  expect(generated?.text).toContain(`  down(m) {
    m.dropForeignKey("tenant1.myapp_thorns", "myapp_thorns_cactus_id_fkey");
    m.dropTable("tenant1.myapp_thorns");
    m.dropTable("tenant1.myapp_cacti");
    m.dropFunction("tenant1.myapp_cacti_updated_at_touch");
    m.dropEnum("tenant1.myapp_cacti_soil");
    m.dropSchema("tenant1");
  },`);
});

test("Models and migrations agree", async () => {
  expect(await findDrift(options())).toEqual([]);
});

test("What comes too late is refused", () => {
  expect(() => {
    registry.tablePrefix = "other_";
  }).toThrow(
    "registry.tablePrefix: comes too late: Cactus is in use, and has its names.",
  );
});

describeEachEngine("What stands beside tables", (engine) => {
  let database: TestDatabase;
  let session: Database;

  beforeAll(async () => {
    database = await engine.create();
    session = await connect({ database: database.url });
    await session.script(`
      create extension if not exists pg_trgm;
      create function public.mine() returns trigger language plpgsql as $$begin return new; end$$;
    `);
    await migrate(session, {
      directory: files.path,
      load: loadMigrationText,
    });
    await session.script(
      "create trigger mine before insert on tenant1.myapp_cacti for each row execute function public.mine()",
    );
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  async function column(text: string): Promise<unknown> {
    const { rows } = await session.send({ text, parameters: [] });
    return [...rows].map(([cell]) => cell);
  }

  test("has the schema and the prefix in every name", async () => {
    expect(
      await column(`
        select relname from pg_class c join pg_namespace n on n.oid = relnamespace
        where nspname = 'tenant1' and relname not like '%myapp\\_%'
        union all
        select conname from pg_constraint c join pg_namespace n on n.oid = connamespace
        where nspname = 'tenant1' and conname not like 'myapp\\_%'
        union all
        select typname from pg_type t join pg_namespace n on n.oid = typnamespace
        where nspname = 'tenant1' and typname not like '%myapp\\_%'
        union all
        select proname from pg_proc p join pg_namespace n on n.oid = pronamespace
        where nspname = 'tenant1' and proname not like 'myapp\\_%'
        union all
        select relname from pg_class c join pg_namespace n on n.oid = relnamespace
        where nspname = 'public' and relname like '%cacti%'`),
    ).toEqual([]);
  });

  test("serves queries, and refuses what is no value before any SQL", async () => {
    const cactus = await Cactus.create({ name: "Saguaro", soil: "wet" });
    await Spine.create({ length: 3, cactus });
    const found = await Cactus.where({ name: "SAGUARO" }).with({
      spines: true,
    });
    expect(found.map(({ spines }) => spines.length)).toEqual([1]);
    expect(await Cactus.where({ soil: { in: ["wet"] } }).count()).toBe(1);
    await Cactus.insertAll([{ name: "Peyote", soil: "dry" }]);
    const lost = Cactus.create({ name: "Lost", soil: "sea" as "dry" });
    await expect(lost).rejects.toThrow(
      'Cactus.soil takes one of "dry", "wet", not another string.',
    );
  });

  test("keeps the time of update in raw SQL, and leaves one that is given", async () => {
    const table = "tenant1.myapp_cacti";
    await session.execute(`update ${table} set updated_at = '2000-01-01'`);
    expect(
      await column(`select distinct updated_at::date from ${table}`),
    ).toEqual(["2000-01-01"]);
    await session.execute(`update ${table} set kind = 'b'`);
    expect(
      await column(
        `select count(*) from ${table} where updated_at < now() - interval '1 hour'`,
      ),
    ).toEqual(["0"]);
  });

  test("goes with the migration, and leaves what others made", async () => {
    await session.script("drop trigger mine on tenant1.myapp_cacti");
    await migrateDown(session, {
      directory: files.path,
      load: loadMigrationText,
    });
    expect(
      await column(
        "select extname from pg_extension where extname <> 'plpgsql' order by 1",
      ),
    ).toEqual(["citext", "pg_trgm"]);
    expect(
      await column(
        "select nspname from pg_namespace where nspname = 'tenant1'",
      ),
    ).toEqual([]);
    expect(
      await column("select proname from pg_proc where proname = 'mine'"),
    ).toEqual(["mine"]);
  });
});
