import { AsyncLocalStorage } from "node:async_hooks";
import {
  Column,
  Defaulted,
  DefinitionError,
  Discriminator,
  Generated,
  HasMany,
  InvalidArgumentError,
  ManagedObject,
  ManyToMany,
  MissingConditionError,
  PrimaryKey,
  RecordNotFoundError,
  Relate,
  sql,
  Subtype,
  Table,
  TypeMismatchError,
  UndefinedConditionError,
  UnknownColumnError,
} from "arx";
import type { Query, QueryScope, Where } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Writer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Story, (story) => story.writer)
  declare stories: HasMany<Story>;
}

@Table()
class Story extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ default: false }) declare hidden: boolean;
  @Column({ type: "integer", nullable: true }) declare year: number | null;
  @Relate(() => Writer) declare writer: Relate<Writer | null>;
  @ManyToMany(() => Topic, { through: () => StoryTopic })
  declare topics: ManyToMany<Topic>;
  declare [Defaulted]?: "hidden";

  static defaultScope: Where<Story> = { hidden: false };

  static readonly dated: QueryScope<Story> = (stories) =>
    stories.where({ year: { isNotNull: true } });

  static since(year: number): QueryScope<Story> {
    return (stories) => stories.where({ year: { gte: year } });
  }
}

@Table()
class Topic extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ default: true }) declare active: boolean;
  declare [Defaulted]?: "active";

  static defaultScope: Where<Topic> = { active: true };
}

@Table()
class StoryTopic extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Story, { required: true }) declare story: Relate<Story>;
  @Relate(() => Topic, { required: true }) declare topic: Relate<Topic>;
}

const tenant = new AsyncLocalStorage<number | undefined>();

/** Each program that runs sees its own rows alone. */
@Table()
class Parcel extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare tenant: number;
  @Column() declare label: string;

  static defaultScope(): Where<Parcel> {
    return { tenant: this.current() };
  }

  /** As a program without strict types writes it: the tenant may be missing. */
  static current(): number {
    return tenant.getStore() as number;
  }
}

/** It has nobody's rows of its own, but those of a parcel, which are another for each tenant. */
@Table()
class Item extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Parcel, { required: true }) declare parcel: Relate<Parcel>;

  static defaultScope: Where<Item> = { parcel: { label: { ne: "lost" } } };
}

@Table()
abstract class Pet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  @Column({ default: true }) declare alive: boolean;
  declare [Generated]?: "type";
  declare [Defaulted]?: { alive: true };

  static defaultScope: Where<Pet> = { alive: true };
}

@Subtype()
class Dog extends Pet {}

@Subtype()
class Cat extends Pet {
  @Column({ type: "integer", default: 9 }) declare lives: number;
  declare [Defaulted]?: { alive: true; lives: true };

  static override defaultScope: Where<Cat> = { alive: true, lives: { gt: 1 } };
}

@Table()
class Recent extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "timestamptz" }) declare at: Date;

  static defaultScope: Where<Recent> = { at: { lte: sql`now()` } };
}

/** Its default scope asks for its own parent, which has the same default scope. */
@Table()
class Folder extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Folder) declare parent: Relate<Folder | null>;

  static defaultScope: Where<Folder> = { parent: { name: "root" } };
}

@Table()
class Misspelt extends ManagedObject {
  @PrimaryKey() declare id: number;
  static defaultScope = { hiden: false };
}

@Table()
class Odd extends ManagedObject {
  @PrimaryKey() declare id: number;
  static defaultScope = "hidden = false";
}

const models = [
  Writer,
  Story,
  Topic,
  StoryTopic,
  Parcel,
  Item,
  Pet,
  Dog,
  Cat,
  Recent,
  Folder,
  Misspelt,
  Odd,
];

const asScope = <T>(scope: unknown): QueryScope<T> => scope as QueryScope<T>;

describeEachEngine("scopes", (engine) => {
  useModels(engine, models);
  let writer: Writer;

  beforeEach(async () => {
    writer = await Writer.create({ name: "Ann" });
    await Story.insertAll([
      { title: "old", year: 1990, writer },
      { title: "new", year: 2020, writer },
      { title: "undated", writer },
      { title: "hidden", year: 2021, hidden: true, writer },
    ]);
  });

  const titles = (stories: Query<Story>): Promise<string[]> =>
    stories.orderBy({ id: "asc" }).pluck("title");

  describe("that a query is given", () => {
    it("narrow it one after the other, each with what it was made with", async () => {
      const query = Story.scopes(Story.dated, Story.since(2000));
      expect(query.toSQL().text).toContain(
        ' where "stories"."year" is not null and "stories"."year" >= $1 and "stories"."hidden" = $2',
      );
      expect(await titles(query)).toEqual(["new"]);
      expect(await titles(Story.scopes())).toEqual(["old", "new", "undated"]);
    });

    it("keep what was said before, and can be followed by more", async () => {
      const query = Story.where({ title: ["old", "undated"] })
        .scopes(Story.dated)
        .where({ year: { lt: 2000 } });
      expect(await titles(query)).toEqual(["old"]);
      expect(await titles(Story.where({}).scopes(Story.since(1991)))).toEqual([
        "new",
      ]);
    });

    it("may give nothing, and then everything stays", async () => {
      const maybe = (title?: string): QueryScope<Story> =>
        asScope((stories: Query<Story>) =>
          title === undefined ? undefined : stories.where({ title }),
        );
      expect(await titles(Story.scopes(maybe()))).toHaveLength(3);
      expect(await titles(Story.scopes(() => null))).toHaveLength(3);
      expect(await titles(Story.scopes(maybe("old")))).toEqual(["old"]);
    });

    it("may be made of other scopes, orders, limits and relations", async () => {
      const latest: QueryScope<Story> = (stories) =>
        stories
          .scopes(Story.dated)
          .orderBy({ year: "desc" })
          .limit(1)
          .with({ writer: true });
      const [story] = await Story.scopes(latest, Story.since(1980));
      expect(story?.title).toBe("new");
      const { count } = await countQueries(
        async () => (await story?.writer)?.name,
      );
      expect(count).toBe(0);
    });

    it("narrow relations, and writes of many rows", async () => {
      expect(
        await titles(writer.stories.where({}).scopes(Story.since(2000))),
      ).toEqual(["new"]);
      expect(await Story.scopes(Story.since(2000)).deleteAll()).toBe(1);
      expect(await titles(Story.where({}))).toEqual(["old", "undated"]);
    });

    it.each<[string, QueryScope<Story>]>([
      ["a query of its own", () => Story.where({ title: "old" })],
      ["a query of another model", asScope(() => Writer.where({}))],
      ["rows", asScope(() => [])],
      ["plain rows", (stories) => stories.select("id")],
      ["a promise", asScope(async () => Promise.resolve(null))],
    ])(
      "refuse to give %s, in which what was asked would be lost",
      (_, scope) => {
        expect(() => Story.where({ year: 1990 }).scopes(scope)).toThrow(
          new InvalidArgumentError(
            "A scope of Story gives something else than the query it is given, narrowed.",
          ).message,
        );
      },
    );

    it("are functions", () => {
      expect(() => Story.scopes(asScope("dated"))).toThrow(
        new TypeMismatchError(
          "Story.scopes",
          "functions of a query",
          "a string",
        ).message,
      );
    });

    it("cannot hide a verb under their name", () => {
      const hiding = asScope<Story>(Reflect.get(Story, "where"));
      expect(() => Story.scopes(hiding)).toThrow(DefinitionError);
      expect(() => Story.scopes(hiding)).toThrow(
        "Story.where: is a scope with the name of a verb, which it hides.",
      );
    });
  });

  describe("of a model by default", () => {
    it("hold in every way of reading, and not when they are left out", async () => {
      expect(await titles(Story.where({}))).toEqual(["old", "new", "undated"]);
      expect(await Story.all()).toHaveLength(3);
      expect(await Story.where({ title: "hidden" }).exists()).toBe(false);
      expect(await Story.count()).toBe(3);
      expect(await Story.findBy({ title: "hidden" })).toBeNull();
      expect(await titles(Story.unscoped())).toHaveLength(4);
      expect(await Story.where({ title: "hidden" }).unscoped().count()).toBe(1);
      expect(Story.where({ id: 1 }).unscoped().toSQL().text).not.toContain(
        'hidden" =',
      );
    });

    it("hold for sums, groups, pages, streams and joins", async () => {
      expect(await Story.sum("year")).toBe(4010);
      expect((await Story.groupBy("hidden").count()).size).toBe(1);
      expect((await Story.paginate({ pageSize: 2 })).total).toBe(3);
      expect((await Story.page({ first: 9 })).items).toHaveLength(3);
      const streamed: string[] = [];
      for await (const { title } of Story.orderBy({ id: "asc" }).stream())
        streamed.push(title);
      expect(streamed).toEqual(["old", "new", "undated"]);
      expect(await Writer.joins("stories").count()).toBe(3);
      expect(await Writer.whereHas("stories", { year: 2021 }).count()).toBe(0);
    });

    it("hold for find by key", async () => {
      const hidden = await Story.unscoped().where({ title: "hidden" }).first();
      const id = hidden?.id ?? 0;
      await expect(Story.find(id)).rejects.toThrow(RecordNotFoundError);
      expect(await Story.findOrNull(id)).toBeNull();
      await expect(Story.find([id])).rejects.toThrow(RecordNotFoundError);
      expect((await Story.findOrNull(1))?.title).toBe("old");
    });

    it("do not reach into what is created, saved, reloaded and destroyed", async () => {
      const story = await Story.create({ title: "draft", hidden: true });
      expect(new Story().hidden).toBeUndefined();
      await story.update({ title: "draft 2" });
      await story.reload();
      expect(story.title).toBe("draft 2");
      await story.destroy();
      expect(await Story.unscoped().count()).toBe(4);
    });

    it("hold for relations, loaded in any way, and for their counts", async () => {
      const loaded = await Writer.find(writer.id, { with: { stories: true } });
      expect(loaded.stories.map(({ title }) => title)).toEqual([
        "old",
        "new",
        "undated",
      ]);
      const limited = await Writer.with({
        stories: { limit: 9, orderBy: { id: "desc" } },
      });
      expect(limited[0]?.stories.map(({ title }) => title)).toEqual([
        "undated",
        "new",
        "old",
      ]);
      const fresh = await Writer.find(writer.id);
      expect(await fresh.stories).toHaveLength(3);
      expect(await writer.stories.count()).toBe(3);
    });

    it("are left out of a relation where its options say so", async () => {
      const all = await Writer.find(writer.id, {
        with: { stories: { unscoped: true, where: { year: 2021 } } },
      });
      expect(all.stories.map(({ title }) => title)).toEqual(["hidden"]);
      const root = await Writer.unscoped().with({ stories: true });
      expect(root[0]?.stories.length).toBe(3);
      const limited = await Writer.with({
        stories: { unscoped: true, limit: 9 },
      });
      expect(limited[0]?.stories.length).toBe(4);
      expect(() =>
        Writer.with({ stories: { unscoped: "yes" } as never }),
      ).toThrow(
        new TypeMismatchError(
          "Writer.with.stories.unscoped",
          "true or false",
          "a string",
        ).message,
      );
    });

    it("hold in conditions on relations, to one and through a join model", async () => {
      const [old] = await Story.orderBy({ id: "asc" });
      const topic = await Topic.create({ name: "sea" });
      const gone = await Topic.create({ name: "war", active: false });
      if (old === undefined) throw new Error("there is an old story");
      await StoryTopic.create({ story: old, topic });
      await StoryTopic.create({ story: old, topic: gone });
      expect(
        await Writer.where({ stories: { some: { title: "hidden" } } }).count(),
      ).toBe(0);
      expect(
        await Writer.where({ stories: { every: { hidden: false } } }).count(),
      ).toBe(1);
      expect(
        await Story.where({ topics: { some: { name: "war" } } }).count(),
      ).toBe(0);
      expect(
        await Story.where({ topics: { some: { name: "sea" } } }).count(),
      ).toBe(1);
      const { topics } = await Story.find(old.id, { with: { topics: true } });
      expect(topics.map(({ name }) => name)).toEqual(["sea"]);
      // A condition on the key alone asks for the row, too, as it may not count.
      expect(await StoryTopic.where({ topic: { id: gone.id } }).count()).toBe(
        0,
      );
      expect(await StoryTopic.where({ topic: gone }).count()).toBe(1);
    });

    it("make a relation to what they leave out null", async () => {
      const gone = await Topic.create({ name: "war", active: false });
      const story = await Story.create({ title: "x" });
      const { id } = await StoryTopic.create({ story, topic: gone });
      const link = await StoryTopic.find(id, { with: { topic: true } });
      expect(link.topic).toBeNull();
      const whole = await StoryTopic.find(id, {
        with: { topic: { unscoped: true } },
      });
      expect(whole.topic.name).toBe("war");
    });

    it("hold for writes of many rows, and are no condition of them", async () => {
      await expect(Story.updateAll({ year: 1 })).rejects.toThrow(
        MissingConditionError,
      );
      expect(await Story.updateAll({ year: 1 }, { all: true })).toBe(3);
      expect(await Story.where({ year: 2021 }).deleteAll()).toBe(0);
      expect(await Story.where({ year: 2021 }).unscoped().deleteAll()).toBe(1);
    });

    it("are asked for each statement when they are functions", async () => {
      await Parcel.insertAll([
        { tenant: 1, label: "a" },
        { tenant: 2, label: "b" },
      ]);
      const labels = (id: number): Promise<string[]> =>
        tenant.run(id, () => Parcel.where({}).pluck("label"));
      expect([await labels(1), await labels(2)]).toEqual([["a"], ["b"]]);
      const found = (id: number): Promise<Parcel | null> =>
        tenant.run(id, () => Parcel.findOrNull(1));
      expect((await found(1))?.label).toBe("a");
      expect(await found(2)).toBeNull();
      expect((await found(1))?.label).toBe("a");
      const { statements } = await countQueries(() => labels(2));
      expect(statements).toEqual([
        {
          text: 'select "parcels"."label" from "public"."parcels" where "parcels"."tenant" = $1',
          parameters: ["2"],
        },
      ]);
    });

    it("are asked for each statement when those of their relations are", async () => {
      const [first, second] = [
        await Parcel.create({ tenant: 1, label: "a" }),
        await Parcel.create({ tenant: 2, label: "b" }),
      ];
      await Item.insertAll([
        { name: "pen", parcel: first },
        { name: "cup", parcel: second },
      ]);
      const seen = (id: number): Promise<unknown[]> =>
        tenant.run(id, async () => [
          await Item.where({}).pluck("name"),
          (await Item.findOrNull(1))?.name,
          (await Item.findOrNull(2))?.name,
          await Item.unscoped().count(),
        ]);
      expect(await seen(1)).toEqual([["pen"], "pen", undefined, 2]);
      expect(await seen(2)).toEqual([["cup"], undefined, "cup", 2]);
      await expect(Item.find(1)).rejects.toThrow(UndefinedConditionError);
    });

    it("never widen when they hold undefined", async () => {
      await expect(Parcel.all()).rejects.toThrow(
        new UndefinedConditionError("Parcel.defaultScope.tenant").message,
      );
      await expect(Parcel.find(1)).rejects.toThrow(UndefinedConditionError);
      expect(await Parcel.unscoped().count()).toBe(0);
    });

    it("are those of the class for classes that share a table", async () => {
      await Dog.insertAll([{}, { alive: false }]);
      await Cat.insertAll([{}, { lives: 1 }, { alive: false }]);
      expect(await Pet.count()).toBe(3);
      expect(await Dog.count()).toBe(1);
      expect(await Cat.count()).toBe(1);
      expect(await Cat.unscoped().count()).toBe(3);
    });

    it("may hold SQL, which is the same text for each statement", async () => {
      expect(Recent.where({ id: 1 }).toSQL()).toEqual({
        text: 'select "recents"."id", "recents"."at" from "public"."recents" where "recents"."id" = $1 and "recents"."at" <= (now())',
        parameters: ["1"],
      });
      expect(await Recent.where({ id: 1 }).exists()).toBe(false);
    });

    it("that lead back to themselves are refused", async () => {
      await expect(Folder.all()).rejects.toThrow(DefinitionError);
      await expect(Folder.all()).rejects.toThrow(
        "Folder.defaultScope: leads back to itself by its relations.",
      );
      expect(await Folder.unscoped().count()).toBe(0);
    });

    it("that are no conditions are refused with the name of the class", async () => {
      await expect(Misspelt.all()).rejects.toThrow(
        new UnknownColumnError("Misspelt", "hiden", undefined).message,
      );
      await expect(Odd.count()).rejects.toThrow(
        "Odd.defaultScope: is a string.",
      );
    });
  });
});
