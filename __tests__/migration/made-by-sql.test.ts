import { Check, Column, Index, ManagedObject, PrimaryKey, Table } from "arx";
import type { ModelClass } from "../../lib/metadata/definition";
import { ModelRegistry } from "../../lib/metadata/registry";
import { generate } from "../../lib/migration/index";
import type {
  GeneratedMigration,
  GenerateOptions,
} from "../../lib/migration/index";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";

// Each PGlite takes a second or more to start.
jest.setTimeout(120_000);

function plainModels(): readonly ModelClass[] {
  @Table()
  class City extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer" }) declare area: number;
  }

  return [City];
}

const cities = `
  m.createTable("cities", (t) => {
    t.identity("id");
    t.integer("area").notNull();
    t.primaryKey(["id"]);
  });`;

describe("What SQL in a migration made", () => {
  let files: MigrationsDirectory;

  beforeEach(async () => {
    files = await MigrationsDirectory.create();
    await files.add("20260101000000_create_cities", cities);
  });

  afterEach(async () => {
    await files.delete();
  });

  const run = (
    models: readonly ModelClass[],
    options: GenerateOptions = {},
  ): Promise<GeneratedMigration | undefined> =>
    generate({
      directory: files.path,
      load: loadMigrationText,
      models: new ModelRegistry(models).definitions(),
      ...options,
    });

  it("goes only when that is allowed by name", async () => {
    await files.add(
      "20260102000000_by_hand",
      `m.sql\`create index large on cities (area desc)\`;
       m.sql\`alter table cities add constraint small check (area < 10)\`;`,
    );
    await expect(run(plainModels())).rejects.toMatchObject({
      code: "DESTRUCTIVE_CHANGE",
      message: `2 changes lose what SQL in a migration made:
  drop check small of cities: SQL in a migration made the check small of cities, and no model declares it as it is.
  drop index large on cities: SQL in a migration made the index large of cities, and no model declares it as it is.`,
      hint: "To have it so: npx arx migrate generate --allow 'drop check small of cities' --allow 'drop index large on cities'",
    });
    expect((await files.list()).length).toBe(2);

    const generated = await run(plainModels(), {
      allow: ["drop check small of cities", "drop index large on cities"],
    });
    expect(generated?.text).toContain(`
    // Undoes sql: SQL in a migration made the index large of cities, and no
    // model declares it as it is. To keep it, declare it: @Index.
    m.dropIndex("cities", "large");`);
  });

  it("goes with its table, and is told beside a loss of data", async () => {
    await files.add(
      "20260102000000_by_hand",
      `m.sql\`create table notes (id integer primary key, text text);
         create index on notes (text);
         create index large on cities (area desc)\`;`,
    );
    await expect(run(plainModels())).rejects.toMatchObject({
      message: `2 changes lose data or what SQL in a migration made:
  drop index large on cities: SQL in a migration made the index large of cities, and no model declares it as it is.
  drop table notes: The table notes is deleted with every row.`,
    });
  });

  it("stays when a model declares the same", async () => {
    @Table()
    @Index([{ column: "area", direction: "desc", nulls: "first" }], {
      name: "large",
    })
    @Check("small", "area < 10")
    class City extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column({ type: "integer" }) declare area: number;
    }

    await files.add(
      "20260102000000_by_hand",
      `m.sql\`create index large on cities (area desc);
         alter table cities add constraint small check (area < 10)\`;`,
    );
    const generated = await run([City]);
    expect(generated?.sql ?? "").not.toContain("drop");
  });

  it("is no matter for what the builder made, under whatever name it stands now", async () => {
    await files.add(
      "20260102000000_change",
      `m.createIndex("cities", ["area"], { name: "large" });
       m.addCheck("cities", "small", "area < 10");
       m.renameIndex("cities", "large", "larger");
       m.renameTable("cities", "towns");
       m.sql\`update towns set area = 1\`;
       m.renameTable("towns", "cities");`,
    );
    const generated = await run(plainModels());
    expect(generated?.steps.flatMap(({ hazards }) => hazards)).toEqual([]);
    expect(generated?.sql)
      .toBe(`alter table "public"."cities" drop constraint "small";
drop index "public"."larger";
`);
  });

  it("is named as what stands in the way of a change it depends on", async () => {
    @Table()
    class City extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column({ type: "bigint" }) declare area: number;
    }

    await files.add(
      "20260102000000_by_hand",
      "m.sql`create view large as select area from cities`;",
    );
    await expect(run([City], { name: "widen" })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^The migration \d+_widen failed at change 1 of 1 \(alter column cities\.area\): cannot alter type of a column used by a view or rule\. Nothing was written\.$/,
      ) as unknown,
      hint: "Something that SQL made, a view for instance, depends on it. Write a migration by hand that drops it by m.sql, makes this change, and makes it again.",
    });
    expect((await files.list()).length).toBe(2);
  });
});
