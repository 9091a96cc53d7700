import {
  Column,
  Generated,
  GeneratedColumnError,
  ManagedObject,
  PrimaryKey,
  Table,
  sql,
} from "arx";
import type { Database } from "../../../lib/database/database";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";
import { countQueries } from "arx/testing";

@Table()
class Item extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
  @Column({ type: "integer" }) declare price: number;
  @Column({ type: "integer" }) declare amount: number;
  @Column({ type: "integer", generatedAs: sql`price * amount` })
  declare readonly total: number;
  @Column({ generatedAs: "upper(name)", unique: true })
  declare readonly shout: string;
  declare [Generated]?: "total" | "shout";
}

/** Data as a program without types would give it. */
const untypedData = (data: object): never => data as never;

describeEachEngine("A generated column", (engine) => {
  let database: TestDatabase;
  let session: Database;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
    await createTables(session, [Item]);
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  const inside = (title: string, run: () => Promise<void>): void => {
    test(title, () =>
      session.run(async () => {
        await session.script("truncate items restart identity");
        await run();
      }),
    );
  };

  inside(
    "is there after the insert, and anew after each update, on the same instance",
    async () => {
      const item = await Item.create({ name: "pen", price: 2, amount: 3 });
      expect([item.total, item.shout]).toEqual([6, "PEN"]);
      const { count } = await countQueries(async () => {
        item.amount = 5;
        await item.save();
      });
      expect([count, item.total, item.isChanged]).toEqual([1, 10, false]);
      await item.update({ name: "ink" });
      expect(item.shout).toBe("INK");
    },
  );

  inside("can be filtered, sorted and picked like any other", async () => {
    await Item.insertAll([
      { name: "a", price: 2, amount: 3 },
      { name: "b", price: 1, amount: 1 },
    ]);
    expect(
      await Item.where({ total: { gt: 0 } })
        .orderBy({ total: "asc" })
        .pluck("name", "total"),
    ).toEqual([
      ["b", 1],
      ["a", 6],
    ]);
  });

  const refusal = {
    constructor: GeneratedColumnError,
    code: "GENERATED_COLUMN",
    message: "Item.total is computed by the database and cannot be written.",
    hint: "Leave it out, and set the columns that it is computed from.",
  };
  const row = { name: "x", price: 1, amount: 1, total: 9 };

  inside(
    "is refused wherever it could be written, before any SQL",
    async () => {
      const item = await Item.create({ name: "y", price: 1, amount: 1 });
      const { count } = await countQueries(async () => {
        await expect(Item.create(untypedData(row))).rejects.toMatchObject(
          refusal,
        );
        await expect(Item.insertAll(untypedData([row]))).rejects.toMatchObject(
          refusal,
        );
        await expect(
          Item.upsertAll(untypedData([row]), { on: ["name"] }),
        ).rejects.toMatchObject(refusal);
        await expect(
          Item.upsertAll([{ name: "x", price: 1, amount: 1 }], {
            on: ["name"],
            update: ["total"],
          }),
        ).rejects.toMatchObject(refusal);
        await expect(
          item.update(untypedData({ total: 9 })),
        ).rejects.toMatchObject(refusal);
        Reflect.set(item, "total", 9);
        await expect(item.save()).rejects.toMatchObject(refusal);
      });
      expect(count).toBe(0);
      await item.reload();
      expect(item.total).toBe(1);
      const fresh = new Item();
      Object.assign(fresh, row);
      await expect(fresh.save()).rejects.toMatchObject(refusal);
    },
  );

  inside("goes away with a rollback and comes with the next save", async () => {
    const item = new Item();
    Object.assign(item, { name: "p", price: 4, amount: 4 });
    await session
      .transaction(async () => {
        await item.save();
        throw new Error("no");
      })
      .catch(() => undefined);
    expect([item.isNew, item.total]).toEqual([true, undefined]);
    await item.save();
    expect(item.total).toBe(16);
  });

  inside(
    "follows an upsert, which may know rows by another column",
    async () => {
      await Item.create({ name: "k", price: 1, amount: 1 });
      await Item.upsertAll([{ name: "k", price: 7, amount: 2 }], {
        on: ["name"],
      });
      expect(await Item.where({ name: "k" }).pluck("total")).toEqual([14]);
    },
  );
});
