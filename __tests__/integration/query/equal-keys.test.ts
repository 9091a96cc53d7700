import {
  Column,
  connect,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import type { Database } from "arx";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";

@Table()
class Price extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "numeric", unique: true }) declare amount: string;
  @Column({ type: "char", length: 4, unique: true }) declare code: string;
  @Column({ type: "time", unique: true }) declare since: string;
  @HasMany(() => Offer, (offer) => offer.byAmount)
  declare offers: HasMany<Offer>;
}

@Table()
class Person extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "citext", unique: true }) declare name: string;
  @HasMany(() => Letter, (letter) => letter.to)
  declare letters: HasMany<Letter>;
}

@Table()
class Letter extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Person, { references: "name", required: true })
  declare to: Relate<Person>;
  @Column({ type: "citext" }) declare toId: string;
}

@Table()
class Offer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Price, { references: "amount" })
  declare byAmount: Relate<Price | null>;
  @Column({ type: "numeric", nullable: true }) declare byAmountId:
    string | null;
  @Relate(() => Price, { references: "code" })
  declare byCode: Relate<Price | null>;
  @Column({ type: "char", length: 4, nullable: true }) declare byCodeId:
    string | null;
  @Relate(() => Price, { references: "since" })
  declare bySince: Relate<Price | null>;
  @Column({ type: "time", nullable: true }) declare bySinceId: string | null;
}

describeEachEngine("A key that is equal but written otherwise", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await db.script("create extension citext");
    await createTables(db, [Price, Offer, Person, Letter]);
    await Price.insertAll([
      { amount: "1.50", code: "ab", since: "09:30" },
      { amount: "2", code: "abcd", since: "10:00" },
    ]);
    await Offer.insertAll([
      { byAmountId: "1.5", byCodeId: "ab", bySinceId: "09:30:00" },
      { byAmountId: "2.000", byCodeId: "abcd", bySinceId: "10:00" },
      { byAmountId: "15e-1", byCodeId: null, bySinceId: null },
    ]);
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  test("leads to its record when relations are preloaded", async () => {
    const offers = await Offer.orderBy({ id: "asc" }).with({
      byAmount: true,
      byCode: true,
      bySince: true,
    });
    expect(
      offers.map(({ byAmount, byCode, bySince }) => [
        byAmount?.id,
        byCode?.id,
        bySince?.id,
      ]),
    ).toEqual([
      [1, 1, 1],
      [2, 2, 2],
      [1, undefined, undefined],
    ]);
  });

  test("leads to its records from the other side, and with a limit", async () => {
    const prices = await Price.orderBy({ id: "asc" }).with({ offers: true });
    expect(prices.map(({ offers }) => offers.map(({ id }) => id))).toEqual([
      [1, 3],
      [2],
    ]);
    const first = await Price.orderBy({ id: "asc" }).with({
      offers: { limit: 1 },
    });
    expect(first.map(({ offers }) => offers.map(({ id }) => id))).toEqual([
      [1],
      [2],
    ]);
  });

  test("leads to its record when it was set by hand", async () => {
    const offer = await Offer.find(1);
    offer.byAmountId = "2.0";
    offer.byCodeId = "abcd";
    offer.bySinceId = "10:00:00.0";
    expect((await offer.byAmount)?.id).toBe(2);
    expect((await offer.byCode)?.id).toBe(2);
    expect((await offer.bySince)?.id).toBe(2);
  });

  test("leads to its record in any case of citext, which stays loaded", async () => {
    await Person.insertAll([{ name: "Ada" }, { name: "Bob" }]);
    await Letter.insertAll([{ toId: "ada" }, { toId: "BOB" }, { toId: "ADA" }]);
    const letters = await Letter.orderBy({ id: "asc" }).with({ to: true });
    expect(letters.map(({ to, toId }) => [toId, to.name])).toEqual([
      ["ada", "Ada"],
      ["BOB", "Bob"],
      ["ADA", "Ada"],
    ]);
    expect(letters.map(({ isChanged }) => isChanged)).toEqual([
      false,
      false,
      false,
    ]);
    const people = await Person.orderBy({ id: "asc" }).with({ letters: true });
    expect(people.map((person) => person.letters.map(({ id }) => id))).toEqual([
      [1, 3],
      [2],
    ]);
  });
});
