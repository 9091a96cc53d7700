import { Column, ManagedObject, PrimaryKey, Table, Vector } from "arx";
import { introspect } from "../../lib/introspect/introspect";
import { ModelRegistry } from "../../lib/metadata/registry";
import {
  findDrift,
  generate,
  migrate,
  migrateDown,
} from "../../lib/migration/index";
import type { GenerateOptions } from "../../lib/migration/index";
import { uuidV7Function } from "../../lib/schema/uuid-v7-function";
import { engines } from "../support/engines";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";
import { openDatabase } from "../support/open-database";

// Each PGlite takes a second or more to start.
jest.setTimeout(120_000);

@Table()
class Document extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7", server: true })
  declare id: string;
  @Column({
    type: "vector",
    dimensions: 3,
    nullable: true,
    indexed: { method: "hnsw", with: { m: 8, ef_construction: 32 } },
  })
  declare embedding: Vector | null;
  @Column({
    type: "halfvec",
    dimensions: 2,
    indexed: { method: "ivfflat", distance: "l2", with: { lists: 5 } },
  })
  declare small: Vector;
  @Column({ type: "citext" }) declare title: string;
}

const file = `import { migration } from "arx/migration";

export default migration({
  up(m) {
    m.createExtension("citext");
    m.createExtension("vector");
    m.createFunction("arx_uuid_v7", {
      returns: "uuid",
      language: "sql",
      body: ${JSON.stringify(uuidV7Function.body)},
      comment: "arx: UUID of version 7, for servers before PostgreSQL 18",
    });

    m.createTable("documents", (t) => {
      t.uuid("id").notNull().defaultSql("public.arx_uuid_v7()");
      t.column("embedding", "public.vector(3)");
      t.column("small", "public.halfvec(2)").notNull();
      t.column("title", "public.citext").notNull();
      t.primaryKey(["id"]);
    });

    m.createIndex(
      "documents",
      [{ column: "embedding", operatorClass: "public.vector_cosine_ops" }],
      { method: "hnsw", with: { ef_construction: "32", m: "8" } },
    );

    // Serves badly: The index idx_documents_small_ivfflat is built while
    // documents has no rows, and ivfflat takes its lists from the rows that it
    // meets: searches will miss most of what they should find. Make it in a
    // later migration, when there are rows, or use hnsw, which needs none.
    m.createIndex(
      "documents",
      [{ column: "small", operatorClass: "public.halfvec_l2_ops" }],
      { method: "ivfflat", with: { lists: "5" } },
    );
  },
  down(m) {
    m.dropTable("documents");
    m.dropFunction("arx_uuid_v7");
  },
});
`;

describe("A migration for vectors and UUIDs", () => {
  let directory: MigrationsDirectory;
  let options: GenerateOptions;

  beforeAll(async () => {
    directory = await MigrationsDirectory.create();
    options = {
      models: new ModelRegistry([Document]).definitions(),
      directory: directory.path,
      load: loadMigrationText,
    };
  });
  afterAll(() => directory.delete());

  it("creates the extensions once and first, tells what ivfflat lacks, and leaves nothing to do", async () => {
    const generated = await generate(options);
    expect(generated?.text).toBe(file);
    expect(generated?.sql).not.toMatch(/cascade/i);
    expect(await findDrift(options)).toEqual([]);
  });

  it.each(engines.map((engine) => [engine.name, engine] as const))(
    "runs up and down on %s, or says what is to be installed",
    async (_, engine) => {
      const made = await engine.create();
      const db = await openDatabase(made.url);
      const run = { directory: directory.path, load: loadMigrationText };
      const { available } = await db.one<{ available: boolean }>(
        "select exists (select from pg_available_extensions where name = 'vector') as available",
      );
      if (available) {
        await migrate(db, run);
        const { tables, extensions } = await introspect(db);
        expect(extensions).toEqual(["citext", "vector"]);
        expect(
          tables[0]?.indexes.map(({ name, method, keys, with: given }) => [
            name,
            method,
            keys[0]?.operatorClass,
            given,
          ]),
        ).toEqual([
          [
            "idx_documents_embedding_hnsw",
            "hnsw",
            "public.vector_cosine_ops",
            { m: "8", ef_construction: "32" },
          ],
          [
            "idx_documents_small_ivfflat",
            "ivfflat",
            "public.halfvec_l2_ops",
            { lists: "5" },
          ],
        ]);
        await migrateDown(db, run);
        expect(await introspect(db)).toMatchObject({
          tables: [],
          extensions: ["citext", "vector"],
          functions: [],
        });
      } else {
        await expect(migrate(db, run)).rejects.toMatchObject({
          cause: {
            hint: expect.stringContaining("Install pgvector") as string,
          },
        });
      }
      await db.close();
      await made.drop();
    },
  );
});
