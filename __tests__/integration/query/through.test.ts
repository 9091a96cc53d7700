import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  Author,
  fillPress,
  Land,
  press,
  Story,
  Tagging,
  Topic,
} from "../../support/press";
import { useModels } from "../../support/use-models";

const names = (records: Iterable<{ readonly name: string }>): string[] =>
  [...records].map(({ name }) => name).sort();
const titles = (records: Iterable<{ readonly title: string }>): string[] =>
  [...records].map(({ title }) => title).sort();

describeEachEngine("A relation through others", (engine) => {
  useModels(engine, press);

  beforeEach(fillPress);

  test("is loaded in one statement for all owners, and by way of two relations", async () => {
    const { statements, result } = await countQueries(() =>
      Land.with({ authors: true }, { strategy: "split" }).orderBy({
        id: "asc",
      }),
    );
    expect(result.map(({ authors }) => names(authors))).toEqual([
      ["Ann", "Ben", "Cleo"],
      ["Dan"],
      [],
    ]);
    expect(statements.map(({ text }) => text)[1]).toBe(
      'select "authors"."id", "authors"."name", "authors"."deleted_at", "authors"."house_id", "arx_links"."land_id" from "public"."authors" inner join "public"."houses" as "arx_links" on "authors"."house_id" = "arx_links"."id" where "arx_links"."land_id" = any($1) and "authors"."deleted_at" is null',
    );
  });

  test("may go through others that do so themselves, of every kind", async () => {
    const lands = await Land.with({ stories: true, topics: true }).orderBy({
      id: "asc",
    });
    expect(lands.map(({ stories }) => titles(stories))).toEqual([
      ["Apple", "Bell", "Coal", "Dusk"],
      ["Echo"],
      [],
    ]);
    expect(lands.map(({ topics }) => names(topics))).toEqual([
      ["art", "bees", "cats"],
      ["cats"],
      [],
    ]);
  });

  test("has each record once for an owner, in however many ways it is led to", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const [ann] = await Author.where({ name: "Ann" }).with(
        { topics: { orderBy: { name: "asc" } } },
        { strategy },
      );
      expect(ann?.topics.map(({ name }) => name)).toEqual(["art", "bees"]);
      const [art] = await Topic.where({ name: "art" }).with(
        { authors: true, stories: true },
        { strategy },
      );
      expect(names(art?.authors ?? [])).toEqual(["Ann", "Cleo"]);
      expect(titles(art?.stories ?? [])).toEqual(["Apple", "Bell", "Dusk"]);
    }
    const ann = await Author.find(1);
    expect(await ann.topics.count()).toBe(2);
    expect(names(await ann.topics)).toEqual(["art", "bees"]);
    const art = await Topic.find(1);
    expect(await art.stories.count()).toBe(3);
    expect(names(await art.authors)).toEqual(["Ann", "Cleo"]);
  });

  test("to many by pairs has each record once as well, as records and as plain rows", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const stories = await Story.where({ id: [1, 2] })
        .orderBy({ id: "asc" })
        .with({ topics: { orderBy: { id: "asc" } } }, { strategy });
      expect(stories.map(({ topics }) => names(topics))).toEqual([
        ["art", "bees"],
        ["art"],
      ]);
      const [rows] = await Story.where({ id: 1 }).with(
        { topics: { select: ["name"], orderBy: { name: "asc" } } },
        { strategy },
      );
      expect(rows?.topics.toArray()).toEqual([
        { name: "art" },
        { name: "bees" },
      ]);
      const [limited] = await Story.where({ id: 1 }).with(
        { topics: { orderBy: { name: "asc" }, limit: 2 } },
        { strategy },
      );
      expect(names(limited?.topics ?? [])).toEqual(["art", "bees"]);
    }
    const apple = await Story.find(1);
    expect((await apple.topics).length).toBe(2);
    expect(await apple.topics.count()).toBe(2);
    const [counted] = await Story.where({ id: 1 }).withCount("topics");
    expect(counted?.topicsCount).toBe(2);
  });

  test("counts each record once in a limit", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const authors = await Author.orderBy({ id: "asc" }).with(
        { topics: { orderBy: { name: "asc" }, limit: 2 } },
        { strategy },
      );
      expect(authors.map(({ topics }) => names(topics))).toEqual([
        ["art", "bees"],
        ["cats"],
        ["art"],
        ["cats"],
        ["bees"],
      ]);
      const topics = await Topic.orderBy({ id: "asc" }).with(
        { authors: { orderBy: { name: "desc" }, limit: 1 } },
        { strategy },
      );
      expect(topics.map(({ authors }) => names(authors))).toEqual([
        ["Cleo"],
        ["Eve"],
        ["Dan"],
      ]);
    }
  });

  test("takes conditions, an order, columns and further relations", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const [north] = await Land.limit(1)
        .orderBy({ id: "asc" })
        .with(
          {
            stories: {
              where: { pages: { gt: 100 } },
              orderBy: { pages: "desc" },
              with: { topics: true },
            },
            authors: { select: ["name"], orderBy: { name: "desc" } },
          },
          { strategy },
        );
      expect(
        north?.stories.map(({ title, topics }) => [title, ...names(topics)]),
      ).toEqual([
        ["Bell", "art"],
        ["Dusk", "art"],
        ["Coal", "cats"],
      ]);
      expect(north?.authors.toArray()).toEqual([
        { name: "Cleo" },
        { name: "Ben" },
        { name: "Ann" },
      ]);
    }
  });

  test("leaves out what a deleted record on the way leads to", async () => {
    await (await Author.find(1)).destroy();
    for (const strategy of ["split", "joined"] as const) {
      const [north] = await Land.limit(1)
        .orderBy({ id: "asc" })
        .with({ stories: true, topics: true, authors: true }, { strategy });
      expect(titles(north?.stories ?? [])).toEqual(["Coal", "Dusk"]);
      expect(names(north?.topics ?? [])).toEqual(["art", "cats"]);
      expect(names(north?.authors ?? [])).toEqual(["Ben", "Cleo"]);
    }
    const all = await Land.find(1, {
      with: { authors: { withDeleted: true } },
    });
    expect(names(all.authors)).toEqual(["Ann", "Ben", "Cleo"]);
    expect(await (await Land.find(1)).stories.count()).toBe(2);
    expect(await Land.where({ stories: { some: { title: "Bell" } } })).toEqual(
      [],
    );
  });

  test("to one is a record or null", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const stories = await Story.orderBy({ id: "asc" }).with(
        { house: true, land: true, colleagues: { orderBy: { id: "asc" } } },
        { strategy },
      );
      expect(stories.map(({ house }) => house?.name ?? null)).toEqual([
        "Alder",
        "Alder",
        "Birch",
        "Birch",
        "Cedar",
        null,
      ]);
      expect(stories.map(({ land }) => land?.name ?? null)).toEqual([
        "North",
        "North",
        "North",
        "North",
        "South",
        null,
      ]);
      expect(stories.map(({ colleagues }) => names(colleagues))).toEqual([
        ["Ann"],
        ["Ann"],
        ["Ben", "Cleo"],
        ["Ben", "Cleo"],
        ["Dan"],
        [],
      ]);
    }
    const echo = await Story.findBy({ title: "Echo" });
    expect((await echo?.land)?.name).toBe("South");
  });

  test("to one of many is the first: by what it declares, else by key", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const lands = await Land.orderBy({ id: "asc" }).with(
        { newest: true, firstAuthor: true },
        { strategy },
      );
      // Bell and Dusk are of one day: the greater key decides.
      expect(lands.map(({ newest }) => newest?.title ?? null)).toEqual([
        "Dusk",
        "Echo",
        null,
      ]);
      expect(lands.map((land) => land.firstAuthor?.name ?? null)).toEqual([
        "Ann",
        "Dan",
        null,
      ]);
    }
    expect(
      await Land.where({ newest: { title: "Bell" } }).pluck("name"),
    ).toEqual([]);
    expect(
      await Land.where({ newest: { title: "Dusk" } }).pluck("name"),
    ).toEqual(["North"]);
  });

  test("is loaded lazily in one statement for all siblings", async () => {
    const lands = await Land.orderBy({ id: "asc" });
    const { count, result } = await countQueries(async () => {
      const found: string[][] = [];
      for (const land of lands) found.push(names(await land.topics));
      return found;
    });
    expect(count).toBe(1);
    expect(result).toEqual([["art", "bees", "cats"], ["cats"], []]);
  });

  test("cannot be assigned", async () => {
    const land = await Land.find(1);
    expect(() => {
      Reflect.set(land, "topics", []);
    }).toThrow("cannot be assigned");
    expect(await Tagging.count()).toBe(8);
  });
});
