import { Column, ManagedObject, PrimaryKey, SearchIndex, Table } from "arx";
import { ModelRegistry } from "../../lib/metadata/registry";
import {
  findDrift,
  generate,
  migrate,
  migrateDown,
} from "../../lib/migration/index";
import type { GenerateOptions } from "../../lib/migration/index";
import type { ModelClass } from "../../lib/metadata/definition";
import { introspect } from "../../lib/introspect/introspect";
import { engines } from "../support/engines";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";
import { openDatabase } from "../support/open-database";

// Each PGlite takes a second or more to start.
jest.setTimeout(120_000);

/** The same table twice: before it is searched, and after. */
@Table("leaflets")
class Leaflet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "jsonb", nullable: true }) declare facts: unknown;
}

@Table("leaflets")
@SearchIndex([{ column: "title", weight: "A" }, "facts"], {
  language: "german",
})
class SearchedLeaflet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "jsonb", nullable: true }) declare facts: unknown;
}

describe("A migration that makes a model findable by words", () => {
  let directory: MigrationsDirectory;
  const optionsOf = (model: ModelClass): GenerateOptions => ({
    models: new ModelRegistry([model]).definitions(),
    directory: directory.path,
    load: loadMigrationText,
  });

  beforeAll(async () => {
    directory = await MigrationsDirectory.create();
    await generate(optionsOf(Leaflet));
  });
  afterAll(() => directory.delete());

  it("adds the column and its index, and leaves nothing to do", async () => {
    const generated = await generate(optionsOf(SearchedLeaflet));
    expect(generated?.sql).toBe(
      `alter table "public"."leaflets" add column "search_document" tsvector generated always as (setweight(to_tsvector('german'::regconfig, coalesce("title", '')), 'A') || to_tsvector('german'::regconfig, coalesce("facts", '{}'::jsonb))) stored not null;
create index "idx_leaflets_search_document" on "public"."leaflets" using "gin" ("search_document");
`,
    );
    expect(await findDrift(optionsOf(SearchedLeaflet))).toEqual([]);
  });

  it.each(engines.map((engine) => [engine.name, engine] as const))(
    "runs up and down on %s",
    async (_, engine) => {
      const made = await engine.create();
      const db = await openDatabase(made.url);
      const run = { directory: directory.path, load: loadMigrationText };
      await migrate(db, run);
      await db.execute("insert into leaflets (title) values ('Die Häuser')");
      expect(
        await db.query("select search_document::text from leaflets"),
      ).toEqual([{ search_document: "'haus':2A" }]);
      await migrateDown(db, run);
      const { tables } = await introspect(db);
      expect(
        tables
          .find(({ name }) => name === "leaflets")
          ?.columns.map(({ name }) => name),
      ).toEqual(["id", "title", "facts"]);
      await db.close();
      await made.drop();
    },
  );
});
