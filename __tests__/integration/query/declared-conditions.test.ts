import {
  Column,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Land, fillPress, press } from "../../support/press";
import { useModels } from "../../support/use-models";

let least = 0;

@Table("shops")
class Shop extends ManagedObject {
  @PrimaryKey() declare id: number;
  @HasMany(() => Item, (item) => item.shop) declare items: HasMany<Item>;
  @HasMany(() => Item, (item) => item.shop, {
    where: { sold: false, brand: { name: { ne: "Null" } } },
    orderBy: [{ brand: { name: "asc" } }, { price: "desc" }],
  })
  declare offers: HasMany<Item>;
  @HasMany(() => Item, (item) => item.shop, {
    where: () => ({ price: { gte: least } }),
    orderBy: { price: "asc" },
  })
  declare dear: HasMany<Item>;
  @HasMany(() => Mark, { through: "offers", source: "marks" })
  declare marks: HasMany<Mark>;
}

@Table("brands")
class Brand extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
}

@Table("items")
class Item extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare price: number;
  @Column() declare sold: boolean;
  @Relate(() => Shop, { required: true }) declare shop: Relate<Shop>;
  @Relate(() => Brand, { required: true }) declare brand: Relate<Brand>;
  @ManyToMany(() => Mark, {
    through: () => ItemMark,
    where: { open: true },
    orderBy: { name: "desc" },
  })
  declare marks: ManyToMany<Mark>;
}

@Table("marks")
class Mark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @Column() declare open: boolean;
}

@Table("item_marks")
class ItemMark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Item, { required: true }) declare item: Relate<Item>;
  @Relate(() => Mark, { required: true }) declare mark: Relate<Mark>;
}

const models = [Shop, Brand, Item, Mark, ItemMark];

async function fillShops(): Promise<void> {
  await Shop.insertAll([{}, {}]);
  await Brand.insertAll([{ name: "Zed" }, { name: "Ace" }, { name: "Null" }]);
  await Item.insertAll(
    [
      [1, 10, false, 1],
      [1, 20, false, 2],
      [1, 30, false, 2],
      [1, 40, true, 1],
      [1, 50, false, 3],
      [2, 60, true, 1],
    ].map(([shopId, price, sold, brandId]) => ({
      shopId,
      price,
      sold,
      brandId,
    })) as never,
  );
  await Mark.insertAll([
    { name: "a", open: true },
    { name: "b", open: true },
    { name: "c", open: false },
  ]);
  await ItemMark.insertAll(
    [
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 2],
      [4, 1],
    ].map(([itemId, markId]) => ({ itemId, markId })) as never,
  );
}

describeEachEngine("What a relation declares of its records", (engine) => {
  useModels(engine, models);

  beforeEach(async () => {
    least = 0;
    await fillShops();
  });

  const prices = (items: Iterable<{ readonly price: number }> = []): number[] =>
    [...items].map(({ price }) => price);

  test("holds where they are loaded, in one statement for all owners", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const [one, two] = await Shop.orderBy({ id: "asc" }).with(
        {
          offers: { with: { marks: true } },
          items: { orderBy: { id: "asc" } },
        },
        { strategy },
      );
      expect(prices(one?.offers)).toEqual([30, 20, 10]);
      expect(prices(two?.offers)).toEqual([]);
      expect(prices(one?.items)).toEqual([10, 20, 30, 40, 50]);
      expect(
        one?.offers.map(({ marks }) => marks.map(({ name }) => name)),
      ).toEqual([[], ["b"], ["b", "a"]]);
    }
  });

  test("holds where they are loaded lazily and by load", async () => {
    const shops = await Shop.orderBy({ id: "asc" });
    const { count, result } = await countQueries(async () => [
      prices(await shops[0]?.offers),
      prices(await shops[1]?.offers),
    ]);
    expect([count, result]).toEqual([1, [[30, 20, 10], []]]);
    const shop = await Shop.find(1);
    expect(prices((await shop.load({ offers: true })).offers)).toEqual([
      30, 20, 10,
    ]);
  });

  test("gives way to an order of the query, and adds to its conditions", async () => {
    const [shop] = await Shop.where({ id: 1 }).with({
      offers: { where: { price: { gt: 10 } }, orderBy: { price: "asc" } },
    });
    expect(prices(shop?.offers)).toEqual([20, 30]);
    const [limited] = await Shop.where({ id: 1 }).with({
      offers: { limit: 2 },
    });
    expect(prices(limited?.offers)).toEqual([30, 20]);
    const [made] = await Shop.where({ id: 1 }).with({
      offers: (query) => query.where({ price: { lt: 30 } }),
    });
    expect(prices(made?.offers)).toEqual([20, 10]);
    const [ordered] = await Shop.where({ id: 1 }).with({
      offers: (query) => query.orderBy({ price: "asc" }),
    });
    expect(prices(ordered?.offers)).toEqual([10, 20, 30]);
  });

  test("holds in conditions, counts and joins", async () => {
    expect(await Shop.where({ offers: { some: { price: 50 } } }).ids()).toEqual(
      [],
    );
    expect(await Shop.where({ offers: { some: { price: 20 } } }).ids()).toEqual(
      [1],
    );
    expect(await Shop.whereMissing("offers").ids()).toEqual([2]);
    const [shop] = await Shop.orderBy({ id: "asc" })
      .withCount("offers")
      .withSum("offers", "price");
    expect([shop?.offersCount, shop?.offersSumPrice]).toEqual([3, 60]);
    expect(await Shop.joins("offers").count()).toBe(3);
    expect(await Item.where({ marks: { some: { name: "c" } } }).ids()).toEqual(
      [],
    );
  });

  test("holds for the set of a record, whose own order replaces the declared one", async () => {
    const shop = await Shop.find(1);
    expect(await shop.offers.count()).toBe(3);
    expect(
      await shop.offers.where({ price: { gt: 10 } }).pluck("price"),
    ).toEqual([30, 20]);
    expect(
      await shop.offers.where({}).orderBy({ price: "asc" }).pluck("price"),
    ).toEqual([10, 20, 30]);
    expect((await shop.offers.where({}).first())?.price).toBe(30);
    const batches: number[] = [];
    for await (const { price } of shop.offers.where({}).findEach())
      batches.push(price);
    expect(batches).toEqual([10, 20, 30]);
  });

  test("holds on the way of another relation", async () => {
    const shop = await Shop.find(1, { with: { marks: true } });
    expect(shop.marks.map(({ name }) => name)).toEqual(["b", "a"]);
    expect(await shop.marks.count()).toBe(2);
  });

  test("is asked anew for each statement where a function gives it", async () => {
    const shop = await Shop.find(1);
    least = 30;
    expect(prices(await shop.dear.where({}))).toEqual([30, 40, 50]);
    least = 40;
    expect(prices(await shop.dear.where({}))).toEqual([40, 50]);
    const [loaded] = await Shop.where({ id: 1 }).with({ dear: true });
    expect(prices(loaded?.dear)).toEqual([40, 50]);
    least = 100;
    expect(await Shop.whereHas("dear").ids()).toEqual([]);
  });
});

describeEachEngine("What a relation through others declares", (engine) => {
  useModels(engine, press);

  beforeEach(fillPress);

  test("adds to what is declared on its way", async () => {
    const north = await Land.find(1, {
      with: { longStories: true, seriousTopics: { orderBy: { id: "asc" } } },
    });
    expect(north.longStories.map(({ title }) => title)).toEqual([
      "Bell",
      "Dusk",
      "Coal",
    ]);
    // Bees is a topic of a short story alone.
    expect(north.seriousTopics.map(({ name }) => name)).toEqual([
      "art",
      "cats",
    ]);
  });
});
