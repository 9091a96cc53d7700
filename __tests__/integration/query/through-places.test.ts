import type { Where } from "arx";
import { describeEachEngine } from "../../support/engines";
import {
  Author,
  fillPress,
  Land,
  press,
  Story,
  Topic,
} from "../../support/press";
import { useModels } from "../../support/use-models";

describeEachEngine("A relation through others", (engine) => {
  useModels(engine, press);

  beforeEach(fillPress);

  test("can be a condition: of some, every and none of its records", async () => {
    const where = async (conditions: Where<Land>): Promise<string[]> =>
      Land.where(conditions).orderBy({ name: "asc" }).pluck("name");
    expect(await where({ stories: { some: { pages: { gt: 200 } } } })).toEqual([
      "North",
    ]);
    expect(await where({ topics: { some: { name: "cats" } } })).toEqual([
      "North",
      "South",
    ]);
    expect(await where({ topics: { none: { name: "art" } } })).toEqual([
      "Sea",
      "South",
    ]);
    expect(await where({ topics: { every: { name: "cats" } } })).toEqual([
      "Sea",
      "South",
    ]);
    expect(
      await Story.where({ land: { name: "South" } }).pluck("title"),
    ).toEqual(["Echo"]);
    expect(await Story.where({ land: null }).pluck("title")).toEqual(["Fern"]);
    expect(await Story.where({ land: 2 }).pluck("title")).toEqual(["Echo"]);
    const south = await Land.find(2);
    expect(await Story.where({ land: south }).pluck("title")).toEqual(["Echo"]);
  });

  test("becomes one exists, whose tables are joined", () => {
    expect(Land.where({ topics: { some: { name: "art" } } }).toSQL().text).toBe(
      'select "lands"."id", "lands"."name" from "public"."lands" where exists (select from "public"."houses" as "t1" inner join "public"."authors" as "t2" on "t2"."house_id" = "t1"."id" inner join "public"."stories" as "t3" on "t3"."author_id" = "t2"."id" inner join "public"."taggings" as "t4" on "t4"."story_id" = "t3"."id" inner join "public"."topics" as "t5" on "t5"."id" = "t4"."topic_id" where "t1"."land_id" = "lands"."id" and "t2"."deleted_at" is null and "t5"."name" = $1)',
    );
  });

  test("is not sorted to find out whether there is one of many", async () => {
    const without = Land.where({ newest: null });
    expect(without.toSQL().text).toBe(
      'select "lands"."id", "lands"."name" from "public"."lands" where not exists (select from "public"."houses" as "t1" inner join "public"."authors" as "t2" on "t2"."house_id" = "t1"."id" inner join "public"."stories" as "t3" on "t3"."author_id" = "t2"."id" where "t1"."land_id" = "lands"."id" and "t2"."deleted_at" is null)',
    );
    expect(await without.ids()).toEqual([3]);
    expect(
      await Land.where({ newest: { title: "Bell" } }).pluck("name"),
    ).toEqual([]);
  });

  test("is asked for by whereHas and whereMissing", async () => {
    expect(await Land.whereHas("topics").orderBy({ id: "asc" }).ids()).toEqual([
      1, 2,
    ]);
    expect(await Land.whereMissing("stories").ids()).toEqual([3]);
    expect(await Story.whereMissing("land").ids()).toEqual([6]);
    expect(
      await Topic.whereHas("authors", { name: "Dan" }).pluck("name"),
    ).toEqual(["cats"]);
  });

  test("is joined, and ordered by where it leads to one", async () => {
    expect(
      await Story.orderBy({ land: { name: "desc" } }, { id: "desc" }).pluck(
        "title",
      ),
    ).toEqual(["Fern", "Echo", "Dusk", "Coal", "Bell", "Apple"]);
    expect(
      await Land.joins("stories").distinct().orderBy({ id: "asc" }).ids(),
    ).toEqual([1, 2]);
    expect(await Land.leftJoins({ topics: true }).distinct().count()).toBe(3);
    expect(
      await Author.joins({ land: { houses: true } })
        .distinct()
        .count(),
    ).toBe(4);
    // A join has a row for each way: three tags of one story, and one of another.
    expect(await Author.where({ id: 1 }).joins("topics").count()).toBe(4);
    expect(
      await Author.where({ id: 1 }).joins("topics").distinct().count(),
    ).toBe(1);
    expect(await Land.joins("newest").orderBy({ id: "asc" }).ids()).toEqual([
      1, 2,
    ]);
    expect(
      await Land.orderBy({ newest: { title: "desc" } }).pluck("name"),
    ).toEqual(["Sea", "South", "North"]);
  });

  test("is counted, and asked for in numbers", async () => {
    const lands = await Land.orderBy({ id: "asc" })
      .withCount("stories")
      .withCount("topics")
      .withSum("stories", "pages")
      .withExists("newest");
    expect(
      lands.map((land) => [
        land.storiesCount,
        land.topicsCount,
        land.storiesSumPages,
        land.newestExists,
      ]),
    ).toEqual([
      [4, 3, 660, true],
      [1, 1, 20, true],
      [0, 0, null, false],
    ]);
    const [ann] = await Author.where({ id: 1 }).withCount("topics");
    expect(ann?.topicsCount).toBe(2);
    const [art] = await Topic.where({ id: 1 })
      .withCount("stories")
      .withSum("stories", "pages");
    expect([art?.storiesCount, art?.storiesSumPages]).toEqual([3, 540]);
  });

  test("is a query of its own on a record", async () => {
    const north = await Land.find(1);
    expect(
      await north.stories.where({ pages: { lt: 130 } }).pluck("title"),
    ).toEqual(["Apple", "Coal"]);
    expect(await north.stories.count()).toBe(4);
    expect(await north.topics.where({ name: { ne: "bees" } }).count()).toBe(2);
    expect(await (await Land.find(3)).topics.any()).toBe(false);
    expect(await new Land().topics.count()).toBe(0);
  });

  test("is a relation that another is loaded from", async () => {
    const [topic] = await Topic.where({ name: "cats" }).with({
      authors: {
        orderBy: { id: "asc" },
        with: { land: { with: { topics: { orderBy: { id: "asc" } } } } },
      },
    });
    expect(
      topic?.authors.map(({ name, land }) => [
        name,
        ...(land?.topics.map((each) => each.name) ?? []),
      ]),
    ).toEqual([
      ["Ben", "art", "bees", "cats"],
      ["Dan", "cats"],
    ]);
  });
});
