import {
  Column,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

/** Keys of two columns, and a relation that leads to records of several models. */
@Table("depots")
class Depot extends ManagedObject {
  @PrimaryKey({ type: "integer", default: "none" }) declare region: number;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @HasMany(() => Crate, (crate) => crate.depot) declare crates: HasMany<Crate>;
  @HasMany(() => Ware, { through: "crates", source: "wares" })
  declare wares: HasMany<Ware>;
  @HasMany(() => Remark, { through: "crates", source: "remarks" })
  declare remarks: HasMany<Remark>;
  @HasOne(() => Crate, (crate) => crate.depot, { latestOfMany: "weight" })
  declare heaviest: HasOne<Crate>;
}

@Table("crates")
class Crate extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare weight: number;
  @Relate(() => Depot, { required: true }) declare depot: Relate<Depot>;
  @ManyToMany(() => Ware, { through: () => Content })
  declare wares: ManyToMany<Ware>;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
  @HasOne(() => Remark, (remark) => remark.subject, { latestOfMany: "id" })
  declare lastRemark: HasOne<Remark>;
}

@Table("wares")
class Ware extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @HasOne(() => Remark, (remark) => remark.subject, { latestOfMany: "id" })
  declare lastRemark: HasOne<Remark>;
}

@Table("contents")
class Content extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Crate, { required: true }) declare crate: Relate<Crate>;
  @Relate(() => Ware, { required: true }) declare ware: Relate<Ware>;
}

@Table("remarks")
class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare text: string;
  @Polymorphic({ crate: () => Crate, ware: () => Ware })
  declare subject: Polymorphic<{ crate: Crate; ware: Ware } | null>;
}

async function fillDepots(): Promise<void> {
  const first = await Depot.create({ region: 1, number: 1 });
  const second = await Depot.create({ region: 1, number: 2 });
  const a = await Crate.create({ weight: 5, depot: first });
  const b = await Crate.create({ weight: 9, depot: first });
  const c = await Crate.create({ weight: 7, depot: second });
  const tea = await Ware.create({ name: "tea" });
  const rice = await Ware.create({ name: "rice" });
  await Content.create({ crate: a, ware: tea });
  await Content.create({ crate: b, ware: tea });
  await Content.create({ crate: b, ware: rice });
  await Content.create({ crate: c, ware: rice });
  await Remark.create({ text: "wet", subject: a });
  await Remark.create({ text: "dry", subject: a });
  await Remark.create({ text: "fresh", subject: tea });
  await Remark.create({ text: "lost", subject: c });
}

describeEachEngine("A relation through others of any key", (engine) => {
  useModels(engine, [Depot, Crate, Ware, Content, Remark]);

  beforeEach(fillDepots);

  const texts = (remarks: Iterable<{ readonly text: string }>): string[] =>
    [...remarks].map(({ text }) => text).sort();

  test("of several columns is followed, each record once", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const depots = await Depot.orderBy({ number: "asc" }).with(
        { wares: { orderBy: { name: "asc" } }, heaviest: true },
        { strategy },
      );
      expect(depots.map(({ wares }) => wares.map(({ name }) => name))).toEqual([
        ["rice", "tea"],
        ["rice"],
      ]);
      expect(depots.map(({ heaviest }) => heaviest?.weight)).toEqual([9, 7]);
      const [limited] = await Depot.orderBy({ number: "asc" }).with(
        { wares: { orderBy: { name: "desc" }, limit: 1 } },
        { strategy },
      );
      expect(limited?.wares.map(({ name }) => name)).toEqual(["tea"]);
    }
    const depot = await Depot.findBy({ number: 1 });
    expect(await depot?.wares.count()).toBe(2);
    expect(
      await Depot.where({ heaviest: { weight: { lt: 8 } } }).pluck("number"),
    ).toEqual([2]);
  });

  test("of records of several models takes those of the model on the way alone", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const depots = await Depot.orderBy({ number: "asc" }).with(
        { remarks: true },
        { strategy },
      );
      expect(depots.map(({ remarks }) => texts(remarks))).toEqual([
        ["dry", "wet"],
        ["lost"],
      ]);
      const crates = await Crate.orderBy({ id: "asc" }).with(
        { lastRemark: true },
        { strategy },
      );
      expect(crates.map(({ lastRemark }) => lastRemark?.text ?? null)).toEqual([
        "dry",
        null,
        "lost",
      ]);
    }
    expect(await Ware.where({ lastRemark: { text: "wet" } }).ids()).toEqual([]);
    expect(await Crate.where({ lastRemark: { text: "wet" } }).ids()).toEqual(
      [],
    );
    expect(await Crate.where({ lastRemark: { text: "dry" } }).ids()).toEqual([
      1,
    ]);
  });
});
