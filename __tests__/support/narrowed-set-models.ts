import {
  Ancestors,
  Column,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  Table,
  Unique,
} from "arx";

/** Owners of sets with a declared condition or a pivot, and of sets that can only be read. */
@Table("narrow_shops")
export class Shop extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Shop) declare parent: Relate<Shop | null>;
  @HasMany(() => Offer, (offer) => offer.shop) declare offers: HasMany<Offer>;
  @HasMany(() => Offer, (offer) => offer.shop, { where: { open: true } })
  declare openOffers: HasMany<Offer>;
  @HasMany(() => Ware, { through: "offers", source: "wares" })
  declare wares: HasMany<Ware>;
  @Ancestors(() => Shop, (shop) => shop.parent)
  declare ancestors: Ancestors<Shop>;
}

@Table("narrow_offers")
export class Offer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare open: boolean;
  @Relate(() => Shop) declare shop: Relate<Shop | null>;
  @ManyToMany(() => Ware, { through: () => OfferWare })
  declare wares: ManyToMany<Ware>;
  @ManyToMany(() => Ware, {
    through: () => OfferWare,
    where: { cheap: true },
    orderBy: { id: "desc" },
  })
  declare cheapWares: ManyToMany<Ware>;
  @ManyToMany(() => Ware, { through: () => OfferWare, pivot: true })
  declare pricedWares: ManyToMany<Ware, OfferWare>;
}

@Table("narrow_wares")
export class Ware extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare cheap: boolean;
  @ManyToMany(() => Offer, { through: () => OfferWare })
  declare offers: ManyToMany<Offer>;
}

@Table("narrow_offer_wares")
@Unique(["offer", "ware"])
export class OfferWare extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Offer, { required: true }) declare offer: Relate<Offer>;
  @Relate(() => Ware, { required: true }) declare ware: Relate<Ware>;
  @Column({ type: "integer", nullable: true }) declare price: number | null;
}

export const narrowedSetModels = [Shop, Offer, Ware, OfferWare];
