import {
  Column,
  HasMany,
  HasOne,
  ManagedObject,
  PrimaryKey,
  Registry,
  Relate,
  SoftDelete,
  Table,
} from "arx";
import type { Where } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table("guests")
class Guest extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
  @Relate(() => Guest) declare host: Relate<Guest | null>;
  @HasMany(() => Stay, (stay) => stay.guest) declare stays: HasMany<Stay>;
  @HasOne(() => Stay, (stay) => stay.guest, { latestOfMany: "arrivedAt" })
  declare latest: HasOne<Stay>;
  @HasOne(() => Stay, (stay) => stay.guest, { oldestOfMany: "arrivedAt" })
  declare oldest: HasOne<Stay>;
  @HasOne(() => Stay, (stay) => stay.guest, {
    ofMany: [{ nights: "desc" }, { arrivedAt: "asc" }],
  })
  declare longest: HasOne<Stay>;
  @HasOne(() => Stay, (stay) => stay.guest, {
    latestOfMany: "arrivedAt",
    where: { paid: true },
  })
  declare latestPaid: HasOne<Stay>;
  @HasOne(() => Guest, (guest) => guest.host, { latestOfMany: "id" })
  declare lastInvited: HasOne<Guest>;
}

@Table("stays")
class Stay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "timestamptz", nullable: true })
  declare arrivedAt: Date | null;
  @Column({ type: "integer" }) declare nights: number;
  @Column() declare paid: boolean;
  @SoftDelete() declare deletedAt: Date | null;
  @Relate(() => Guest, { required: true }) declare guest: Relate<Guest>;
  @HasMany(() => Meal, (meal) => meal.stay) declare meals: HasMany<Meal>;
}

@Table("meals")
class Meal extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Stay, { required: true }) declare stay: Relate<Stay>;
}

const models = [Guest, Stay, Meal];

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

async function fillHotel(): Promise<void> {
  await Guest.insertAll([
    { name: "Ann" },
    { name: "Ben", hostId: 1 },
    { name: "Cleo", hostId: 1 },
  ] as never);
  await Stay.insertAll(
    [
      [1, day(5), 3, true],
      [1, day(9), 1, false],
      [1, day(9), 3, false],
      [1, null, 2, true],
      [2, null, 1, true],
      [2, null, 1, false],
    ].map(([guestId, arrivedAt, nights, paid]) => ({
      guestId,
      arrivedAt,
      nights,
      paid,
    })) as never,
  );
  await Meal.insertAll([{ stayId: 3 }, { stayId: 3 }, { stayId: 1 }] as never);
}

test("One of many makes no key unique, beside a relation to all of them", () => {
  const { tables } = new Registry(models).toSchema();
  const stays = tables.find(({ name }) => name === "stays");
  expect(stays?.uniques).toEqual([]);
  expect(
    stays?.indexes.map(({ name, unique }) => [name, unique]),
  ).toContainEqual(["idx_stays_guest_id", false]);
});

describeEachEngine("One of many", (engine) => {
  useModels(engine, models);

  beforeEach(fillHotel);

  const everyOne = {
    latest: true,
    oldest: true,
    longest: true,
    latestPaid: true,
  } as const;

  test("is the first in its order for each owner: ties by key, what has no value last", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const guests = await Guest.orderBy({ id: "asc" }).with(everyOne, {
        strategy,
      });
      expect(
        guests.map(({ latest, oldest, longest, latestPaid }) =>
          [latest, oldest, longest, latestPaid].map((stay) => stay?.id ?? null),
        ),
      ).toEqual([
        [3, 1, 1, 1],
        [6, 5, 5, 5],
        [null, null, null, null],
      ]);
    }
  });

  test("is found by one statement, owner by owner", async () => {
    const { statements } = await countQueries(() =>
      Guest.with({ latest: true }, { strategy: "split" }),
    );
    expect(statements.map(({ text }) => text)[1]).toBe(
      'select "arx_rows"."id", "arx_rows"."arrived_at", "arx_rows"."nights", "arx_rows"."paid", "arx_rows"."deleted_at", "arx_rows"."guest_id", "arx_keys"."key1" from unnest($1::bigint[]) as "arx_keys"("key1") cross join lateral (select "stays"."id", "stays"."arrived_at", "stays"."nights", "stays"."paid", "stays"."deleted_at", "stays"."guest_id" from lateral (select "stays"."id", "stays"."arrived_at", "stays"."nights", "stays"."paid", "stays"."deleted_at", "stays"."guest_id" from "public"."stays" where "stays"."guest_id" = "arx_keys"."key1" and "stays"."deleted_at" is null order by "stays"."arrived_at" desc nulls last, "stays"."id" desc limit $2) as "stays") as "arx_rows"',
    );
  });

  test("is what conditions are about, and no other of the many", async () => {
    const ids = (where: Where<Guest>): Promise<number[]> =>
      Guest.where(where).orderBy({ id: "asc" }).ids();
    expect(await ids({ latest: { paid: true } })).toEqual([]);
    expect(await ids({ latest: { paid: false } })).toEqual([1, 2]);
    expect(await ids({ oldest: { paid: true } })).toEqual([1, 2]);
    expect(await ids({ latest: null })).toEqual([3]);
    expect(await ids({ latest: 3 })).toEqual([1]);
    expect(await ids({ latest: 2 })).toEqual([]);
    expect(await ids({ not: { latest: { nights: 1 } } })).toEqual([1, 3]);
    expect(await ids({ latest: { meals: { some: { id: 1 } } } })).toEqual([1]);
    expect(await Guest.whereHas("latestPaid").ids()).toEqual([1, 2]);
    expect(await Guest.whereMissing("latestPaid").ids()).toEqual([3]);
  });

  test("can be narrowed where it is loaded, without becoming another", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const guests = await Guest.orderBy({ id: "asc" }).with(
        { latest: (query) => query.where({ nights: { gt: 1 } }) },
        { strategy },
      );
      expect(guests.map(({ latest }) => latest?.id ?? null)).toEqual([
        3,
        null,
        null,
      ]);
    }
  });

  test("leaves deleted records to the next, unless they are asked for", async () => {
    await (await Stay.find(3)).destroy();
    for (const strategy of ["split", "joined"] as const) {
      const [guest] = await Guest.limit(1)
        .orderBy({ id: "asc" })
        .with({ latest: true }, { strategy });
      expect(guest?.latest?.id).toBe(2);
      const [all] = await Guest.limit(1)
        .orderBy({ id: "asc" })
        .with({ latest: { withDeleted: true } }, { strategy });
      expect(all?.latest?.id).toBe(3);
    }
    expect(await Guest.where({ latest: { nights: 1 } }).ids()).toEqual([1, 2]);
  });

  test("gives columns, and further relations", async () => {
    for (const strategy of ["split", "joined"] as const) {
      const [ann] = await Guest.where({ id: 1 }).with(
        {
          latest: { select: ["nights"] },
          longest: { with: { meals: true } },
          lastInvited: { with: { latest: true } },
        },
        { strategy },
      );
      expect(ann?.latest).toEqual({ nights: 3 });
      expect(ann?.longest?.meals.length).toBe(1);
      expect(ann?.lastInvited?.name).toBe("Cleo");
      expect(ann?.lastInvited?.latest).toBeNull();
    }
  });

  test("is loaded lazily for all siblings at once, and knows its owner", async () => {
    const guests = await Guest.orderBy({ id: "asc" });
    const { count, result } = await countQueries(async () => {
      const found: (number | null)[] = [];
      for (const guest of guests) found.push((await guest.latest)?.id ?? null);
      return found;
    });
    expect([count, result]).toEqual([1, [3, 6, null]]);
    const { count: none } = await countQueries(async () => {
      const latest = await guests[0]?.latest;
      expect((await latest?.guest)?.name).toBe("Ann");
    });
    expect(none).toBe(0);
  });

  test("is joined, ordered by and computed with", async () => {
    expect(await Guest.joins("latest").orderBy({ id: "asc" }).ids()).toEqual([
      1, 2,
    ]);
    expect(await Guest.leftJoins("latest").count()).toBe(3);
    expect(
      await Guest.orderBy({
        latest: { nights: { dir: "desc", nulls: "last" } },
      }).ids(),
    ).toEqual([1, 2, 3]);
    expect(await Guest.joins({ latest: { meals: true } }).count()).toBe(2);
    const guests = await Guest.orderBy({ id: "asc" })
      .withExists("latest")
      .withCount("latest")
      .withSum("latest", "nights");
    expect(
      guests.map((guest) => [
        guest.latestExists,
        guest.latestCount,
        guest.latestSumNights,
      ]),
    ).toEqual([
      [true, 1, 3],
      [true, 1, 1],
      [false, 0, null],
    ]);
  });
});
