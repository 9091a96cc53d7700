import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { migration } from "../../lib/migration/index";
import { runMigration, withShadow } from "../../lib/migration/shadow";

/** Each extension at hand, and something that only it can do. */
const uses: Readonly<Record<string, readonly [sql: string, result: unknown]>> =
  {
    amcheck: [
      "select bt_index_check('pg_class_oid_index')::text as result",
      "",
    ],
    autoinc: [
      "create trigger t before insert on extension_notes for each row execute function autoinc(n, extension_numbers)",
      undefined,
    ],
    bloom: ["create index on extension_notes using bloom (n)", undefined],
    btree_gin: ["create index on extension_notes using gin (n)", undefined],
    btree_gist: ["create index on extension_notes using gist (n)", undefined],
    citext: ["select 'Köln'::citext = 'kÖLN' as result", true],
    cube: ["select cube_dim(cube(array[1, 2, 3])) as result", 3],
    dict_int: [
      "select ts_lexize('intdict', '12345678')::text as result",
      "{123456}",
    ],
    dict_xsyn: [
      "select count(*)::int as result from pg_ts_dict where dictname = 'xsyn'",
      1,
    ],
    earthdistance: [
      "select round(earth_distance(ll_to_earth(0, 0), ll_to_earth(0, 1)) / 1000)::int as result",
      111,
    ],
    file_fdw: ["create server files foreign data wrapper file_fdw", undefined],
    fuzzystrmatch: ["select levenshtein('kitten', 'sitting') as result", 3],
    hstore: ["select ('a=>1, b=>2'::hstore -> 'b') as result", "2"],
    insert_username: [
      "create trigger u before insert on extension_notes for each row execute function insert_username(body)",
      undefined,
    ],
    intarray: ["select sort(array[3, 1, 2])::text as result", "{1,2,3}"],
    isn: ["select isbn('978-0-393-04002-9')::text as result", "0-393-04002-X"],
    lo: ["select null::lo is null as result", true],
    ltree: ["select 'a.b'::ltree @> 'a.b.c' as result", true],
    moddatetime: [
      "create trigger m before update on extension_notes for each row execute function moddatetime(at)",
      undefined,
    ],
    pageinspect: [
      "select count(*)::int as result from page_header(get_raw_page('pg_class', 0))",
      1,
    ],
    pg_buffercache: [
      "select count(*) > 0 as result from pg_buffercache_summary()",
      true,
    ],
    pg_freespacemap: [
      "select count(*) > 0 as result from pg_freespace('pg_class')",
      true,
    ],
    pg_logicalinspect: [
      "select count(*)::int as result from pg_proc where proname = 'pg_get_logical_snapshot_meta'",
      1,
    ],
    pg_stat_statements: [
      "select count(*)::int as result from pg_proc where proname = 'pg_stat_statements_reset'",
      1,
    ],
    pg_surgery: [
      "select heap_force_freeze('extension_notes', '{}'::tid[])::text as result",
      "",
    ],
    pg_trgm: ["select similarity('word', 'word') as result", 1],
    pg_visibility: [
      "select count(*) > 0 as result from pg_visibility_map('pg_class')",
      true,
    ],
    pg_walinspect: [
      "select count(*) > 0 as result from pg_control_checkpoint() c, pg_get_wal_records_info(c.redo_lsn, pg_current_wal_lsn())",
      true,
    ],
    pgcrypto: [
      "select encode(digest('a', 'sha256'), 'hex') like 'ca978112%' as result",
      true,
    ],
    plpgsql: ["do $$ begin null; end $$", undefined],
    refint: [
      "select count(*)::int as result from pg_proc where proname = 'check_primary_key'",
      1,
    ],
    seg: ["select ('1 .. 3'::seg @> '2'::seg) as result", true],
    tablefunc: ["select count(*)::int as result from normal_rand(5, 0, 1)", 5],
    tcn: [
      "create trigger c after insert on extension_notes for each row execute function triggered_change_notification()",
      undefined,
    ],
    tsm_system_rows: [
      "select count(*)::int as result from pg_class tablesample system_rows(3)",
      3,
    ],
    tsm_system_time: [
      "select count(*) > 0 as result from pg_class tablesample system_time(1000)",
      true,
    ],
    unaccent: ["select unaccent('Hôtel') as result", "Hotel"],
    "uuid-ossp": [
      "select uuid_generate_v5(uuid_ns_dns(), 'example.com')::text as result",
      "cfbff0d1-9375-5685-968c-48ce8b15ae17",
    ],
    vector: [
      "select '[1,2,3]'::vector <-> '[3,2,1]' = sqrt(8) as result",
      true,
    ],
  };

describe("An extension on PGlite", () => {
  let db: Database;

  beforeAll(async () => {
    db = await connect({ database: "pglite:memory" });
    await db.script(
      "create table extension_notes (n int, body text, at timestamptz); create sequence extension_numbers",
    );
  });

  afterAll(() => db.close());

  it("is listed as a server would list it", async () => {
    const rows = await db.query<{ name: string }>(
      'select name from pg_available_extensions order by name collate "C"',
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(uses).sort());
  });

  it.each(Object.entries(uses))(
    "%s can be created and used without naming its code",
    async (name, [text, result]) => {
      await db.query(`create extension if not exists "${name}" cascade`);
      const [row] = await db.query<{ result: unknown }>(text);
      expect(row?.result).toEqual(result);
    },
  );

  it("that a type needs is named where the type is missing", async () => {
    const other = await connect({ database: "pglite:memory", name: "other" });
    await expect(
      other.query("create table people (email citext)"),
    ).rejects.toMatchObject({
      message: 'type "citext" does not exist',
      hint: "It comes with an extension: run create extension citext first, in a migration of its own before this one.",
    });
    const misspelt: unknown = await other
      .query("create table people (email text1)")
      .catch((error: unknown) => error);
    expect(misspelt).not.toHaveProperty("hint", expect.any(String));
    await other.close();
  });

  it("that is misspelt is refused with the name that is near", async () => {
    await expect(db.query("create extension pg_trgn")).rejects.toMatchObject({
      name: "DatabaseError",
      sqlState: "0A000",
      message: 'extension "pg_trgn" is not available',
      hint: "Did you mean pg_trgm?",
    });
  });

  it("that is in a package of npm is refused with the package to install", async () => {
    await expect(db.query("create extension age")).rejects.toMatchObject({
      message: 'extension "age" is not available',
      hint: "Install it and start again: npm install @electric-sql/pglite-age",
    });
  });

  it("that nobody knows is refused with the list of those at hand", async () => {
    const names = Object.keys(uses)
      .filter((name) => name !== "plpgsql")
      .sort();
    await expect(
      db.script("create extension timescaledb_toolkit"),
    ).rejects.toMatchObject({
      message: 'extension "timescaledb_toolkit" is not available',
      hint: `PGlite has ${names.join(", ")}.`,
    });
  });

  it("works in a directory that is opened again, also one that is loaded with the server", async () => {
    const root = await mkdtemp(join(tmpdir(), "arx-extensions-"));
    const first = await connect({ database: `pglite:${root}` });
    await first.script(`
      create extension vector;
      create table points (at vector(2));
      insert into points values ('[3,4]');
      create index on points using hnsw (at vector_l2_ops)`);
    await first.query(
      "alter system set shared_preload_libraries = 'pg_stat_statements'",
    );
    await first.close();
    const again = await connect({ database: `pglite:${root}` });
    expect(await again.one("select at <-> '[0,0]' as far from points")).toEqual(
      { far: 5 },
    );
    await again.query("create extension pg_stat_statements");
    expect(
      await again.one("select count(*) >= 0 as counts from pg_stat_statements"),
    ).toEqual({ counts: true });
    await again.close();
    await rm(root, { recursive: true });
  });

  it("is created by a migration, also in the shadow that proves it", async () => {
    const people = migration({
      up: (m) => {
        m.sql`create extension citext`;
        m.sql`create table people (email citext unique)`;
      },
      down: (m) => {
        m.sql`drop table people`;
        m.sql`drop extension citext`;
      },
    });
    await withShadow(async (shadow) => {
      const name = { id: "20261120093000", name: "create_people" };
      for (const direction of ["up", "down", "up"] as const)
        await runMigration(shadow, name, people, direction);
      await shadow.query("insert into people values ('A@example.com')");
      await expect(
        shadow.query("insert into people values ('a@EXAMPLE.com')"),
      ).rejects.toMatchObject({ name: "UniqueViolationError" });
    });
  });
});
