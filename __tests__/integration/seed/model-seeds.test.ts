import { connect } from "arx";
import type { Database } from "arx";
import { runSeeds } from "arx/seed";
import type { SeedReport } from "arx/seed";
import { CircularSeedError } from "../../../lib/errors/seed-error";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import {
  Category,
  createSeedTables,
  Egg,
  emptySeedTables,
  Flag,
  graph,
  Hen,
  Land,
  Organization,
  Post,
  PostTag,
  Setting,
  Tag,
  Town,
  Writer,
} from "../../support/seed-models";

describeEachEngine("rows declared on models", (engine) => {
  let made: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    made = await engine.create();
    database = await connect({ database: made.url });
    await createSeedTables(database);
  });

  beforeEach(() => emptySeedTables(database));

  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  it("are inserted after the rows they refer to, whatever the order of the models", async () => {
    for (const models of shuffles(graph, 50)) {
      await emptySeedTables(database);
      await runSeeds(database, { models });
      expect(await PostTag.count()).toBe(1);
    }
    expect(
      await Post.orderBy({ id: "asc" }).with({ author: true }),
    ).toMatchObject([
      { title: "First", author: { name: "Bob" } },
      { title: "Second", author: { name: "Ann" } },
    ]);
  }, 120_000);

  it("are inserted once, and updated every time as an upsert", async () => {
    const first = await runSeeds(database, { models: [...graph, Setting] });
    expect(summarize(first)).toEqual([
      "Category#1 ran (new) 3+0",
      "Organization#1 ran (new) 1+0",
      "Writer#1 ran (new) 1+0",
      "Writer#2 ran (new) 1+0",
      "Post#1 ran (new) 2+0",
      "Tag#1 ran (every time) 1+0",
      "PostTag#1 ran (new) 1+0",
      "Setting#1 ran (every time) 2+0",
    ]);
    await database.execute("update settings set value = 'light'");
    const second = await runSeeds(database, { models: [...graph, Setting] });
    expect(summarize(second)).toContain("Setting#1 ran (every time) 0+1");
    expect(summarize(second)).toContain("Tag#1 ran (every time) 0+0");
    expect(
      second.seeds.filter(({ action }) => action === "skipped"),
    ).toHaveLength(6);
    expect(await Setting.orderBy({ id: "asc" }).pluck("key", "value")).toEqual([
      ["theme", "dark"],
      ["lang", "light"],
    ]);
  });

  it("that changed after they were inserted are left alone, with advice", async () => {
    await runSeeds(database, { models: [Organization] });
    await database.execute("update arx_seeds set checksum = 'other'");
    const report = await runSeeds(database, { models: [Organization] });
    expect(report.seeds).toMatchObject([
      {
        action: "skipped",
        reason: "rows changed",
        hint: 'Its rows were inserted before and are not inserted again. Make it an upsert: { upsert: { conflictKey: "…" } }, or insert all of them: npx arx seed --only "Organization#1" --force',
      },
    ]);
  });

  it("are known by their content when a seed before them moves their number", async () => {
    await runSeeds(database, { models: [Organization, Writer] });
    await database.execute(
      "update arx_seeds set name = replace(name, 'Writer#2@', 'Writer#9@')",
    );
    const report = await runSeeds(database, { models: [Organization, Writer] });
    expect(summarize(report)).toContain("Writer#2 skipped (recorded) 0+0");
    expect(await Writer.count()).toBe(2);
  });

  it("that are new and stand before others are inserted, and the others not again", async () => {
    await runSeeds(database, { models: [Organization, Writer] });
    // As if the first seed had not been there: the second was the first, and its rows were inserted alone.
    await database.execute("delete from writers where name = 'Ann'");
    await database.execute(
      "delete from arx_seeds where name like 'Writer#1@%'",
    );
    await database.execute(
      "update arx_seeds set name = replace(name, 'Writer#2@', 'Writer#1@')",
    );
    const first = await runSeeds(database, { models: [Organization, Writer] });
    expect(summarize(first)).toEqual([
      "Organization#1 skipped (recorded) 0+0",
      "Writer#1 ran (new) 1+0",
      "Writer#2 skipped (recorded) 0+0",
    ]);
    const second = await runSeeds(database, { models: [Organization, Writer] });
    expect(summarize(second)).toEqual([
      "Organization#1 skipped (recorded) 0+0",
      "Writer#1 skipped (recorded) 0+0",
      "Writer#2 skipped (recorded) 0+0",
    ]);
  });

  it("of a table that refers to itself are inserted parents first", async () => {
    await runSeeds(database, { models: [Category] });
    expect(await Category.orderBy({ id: "asc" }).pluck("name")).toEqual([
      "All",
      "Texts",
      "Poems",
    ]);
  });

  it("of models in a circle are completed in a second phase, in one transaction", async () => {
    for (const models of [
      [Land, Town],
      [Town, Land],
    ]) {
      await emptySeedTables(database);
      const report = await runSeeds(database, { models });
      expect(summarize(report)).toEqual([
        "Land#1 ran (new) 2+0",
        "Town#1 ran (new) 2+0",
      ]);
      expect(
        await Land.orderBy({ id: "asc" }).with({ capital: true }),
      ).toMatchObject([
        { name: "Freedonia", capital: { name: "Hill" } },
        { name: "Sylvania", capital: null },
      ]);
    }
    expect(await Land.create({ name: "Ruritania" })).toMatchObject({ id: 3 });
  });

  it("leave nothing of a whole circle when one of its models fails", async () => {
    await database.execute(
      "alter table towns add constraint no_hills check (name <> 'Hill')",
    );
    await expect(
      runSeeds(database, { models: [Land, Town] }),
    ).rejects.toMatchObject({ seed: "Town#1" });
    await database.execute("alter table towns drop constraint no_hills");
    expect(await Land.count()).toBe(0);
    expect(await database.query("select name from arx_seeds")).toEqual([]);
  });

  it("are refused before any SQL when a circle has no optional relation", async () => {
    const error: unknown = await runSeeds(database, {
      models: [Egg, Hen],
    }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CircularSeedError);
    expect(error).toMatchObject({
      message: "Seeds wait for each other: Egg → Hen → Egg.",
    });
    expect(
      await database.one("select to_regclass('arx_seeds') is null as missing"),
    ).toEqual({ missing: true });
  });

  it("advance the sequence of the key", async () => {
    await runSeeds(database, { models: [Organization, Writer] });
    const organization = await Organization.find(1);
    expect(await Writer.create({ name: "Cleo", organization })).toMatchObject({
      id: 3,
    });
  });

  it("are written in the environments they are for", async () => {
    const flags = async (env: string): Promise<string[]> => {
      await emptySeedTables(database);
      await runSeeds(database, { models: [Flag], env });
      return Flag.orderBy({ id: "asc" }).pluck("name");
    };
    expect(await flags("test")).toEqual(["a", "c"]);
    expect(await flags("production")).toEqual(["b", "c"]);
    expect(await flags("staging")).toEqual(["c"]);
  });

  it("count as run when nothing was new", async () => {
    await Tag.create({ name: "new" });
    expect(summarize(await runSeeds(database, { models: [Tag] }))).toEqual([
      "Tag#1 ran (every time) 0+0",
    ]);
  });
});

function summarize({ seeds }: SeedReport): string[] {
  return seeds.map(
    ({ name, action, reason, inserted, updated }) =>
      `${name} ${action} (${reason}) ${String(inserted)}+${String(updated)}`,
  );
}

/** The same shuffles in every run. */
function* shuffles<Item>(
  items: readonly Item[],
  count: number,
): Generator<Item[]> {
  let state = 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647);
  for (let index = 0; index < count; index++) {
    yield items
      .map((item) => ({ item, place: next() }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item);
  }
}
