import { RecordStateError, StrictLoadingError } from "arx";
import type { HasMany } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  narrowedSetModels,
  Offer,
  OfferWare,
  Shop,
  Ware,
} from "../../support/narrowed-set-models";
import { useModels } from "../../support/use-models";

describeEachEngine("a set that declares more than a relation", (engine) => {
  useModels(engine, narrowedSetModels);
  let shop: Shop;
  let offer: Offer;
  let cheap: Ware;
  let dear: Ware;

  beforeEach(async () => {
    shop = await Shop.create({});
    offer = await Offer.create({ open: true, shop });
    cheap = await Ware.create({ cheap: true });
    dear = await Ware.create({ cheap: false });
  });

  test("lets go of none but the children that meet its condition", async () => {
    const closed = await Offer.create({ open: false, shop });
    expect(await shop.openOffers.remove([offer, closed])).toBe(1);
    await shop.openOffers.add(offer);
    expect(await shop.openOffers.set([])).toEqual({
      added: 0,
      removed: 1,
      updated: 0,
    });
    await shop.openOffers.add(await offer.reload());
    expect(await shop.openOffers.clear()).toBe(1);
    expect((await shop.offers).map(({ id }) => id)).toEqual([closed.id]);
  });

  test("unlinks none but the records that meet its condition", async () => {
    await offer.wares.add([cheap, dear]);
    expect(await offer.cheapWares.remove([cheap, dear])).toBe(1);
    await offer.wares.add(cheap);
    const { result, statements } = await countQueries(() =>
      offer.cheapWares.clear(),
    );
    expect(result).toBe(1);
    expect(statements.map(({ text }) => text)).toEqual([
      'delete from "public"."narrow_offer_wares" where "narrow_offer_wares"."offer_id" = $1 and "narrow_offer_wares"."ware_id" = any(array(select "narrow_wares"."id" from "public"."narrow_wares" where exists (select from "public"."narrow_offer_wares" as "t1" where "narrow_wares"."id" = "t1"."ware_id" and "t1"."offer_id" = $2) and "narrow_wares"."cheap" = $3))',
    ]);
    expect((await offer.wares).map(({ id }) => id)).toEqual([dear.id]);
  });

  test("asks the database what it has after a write, once it is loaded", async () => {
    const other = await Ware.create({ cheap: true });
    const loaded = await offer.load({ cheapWares: true });
    await loaded.cheapWares.add([cheap, dear, other]);
    expect(loaded.cheapWares.map(({ id }) => id)).toEqual([other.id, cheap.id]);
    expect(loaded.cheapWares.at(0)).toBe(other);
    const { openOffers } = await shop.load({
      openOffers: { with: { wares: true } },
    });
    const [shown] = openOffers;
    await openOffers.create({ open: false });
    expect(openOffers.map(({ id }) => id)).toEqual([offer.id]);
    expect(openOffers.at(0)).toBe(shown);
    expect(shown?.wares).toHaveLength(3);
    expect(await shop.offers.count()).toBe(2);
  });

  test("tells the pivot of what was added", async () => {
    const loaded = await offer.load({ pricedWares: true });
    await loaded.pricedWares.add([cheap, dear], { pivot: { price: 5 } });
    await loaded.pricedWares.add(dear, { pivot: { price: 9 } });
    const priceOf = new Map(
      loaded.pricedWares.map(({ id, pivot }) => [id, pivot.price]),
    );
    expect(priceOf).toEqual(
      new Map([
        [cheap.id, 5],
        [dear.id, 9],
      ]),
    );
    loaded.strictLoading();
    await loaded.pricedWares.add(dear, { pivot: { price: 7 } });
    await expect(loaded.pricedWares.at(0)?.offers).rejects.toThrow(
      StrictLoadingError,
    );
    await loaded.pricedWares.remove(dear);
    expect(loaded.pricedWares.at(0)?.pivot).toBeInstanceOf(OfferWare);
    expect(loaded.pricedWares).toHaveLength(1);
  });

  test("is only read where it follows other relations", async () => {
    await expect(shop.wares.add(cheap)).rejects.toThrow(RecordStateError);
    await expect(shop.wares.clear()).rejects.toMatchObject({
      message:
        "Shop.wares goes through others, and cannot be written as a set.",
      hint: "Write Shop.offers or Offer.wares instead.",
    });
    // The compiler refuses it as well.
    const { ancestors } = shop as unknown as { ancestors: HasMany<Shop> };
    await expect(ancestors.set([])).rejects.toMatchObject({
      message: "Shop.ancestors follows a tree, and cannot be written as a set.",
      hint: "Write Shop.parent of the records instead.",
    });
    const record = shop as unknown as Record<string, unknown>;
    expect(() => (record["wares"] = [])).toThrow(
      "Shop.wares is a relation to many records and cannot be assigned.",
    );
    expect(() => (record["ancestors"] = [])).toThrow(
      "Shop.ancestors is a relation to many records and cannot be assigned.",
    );
  });
});
