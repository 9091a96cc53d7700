import {
  Column,
  ManagedObject,
  PrimaryKey,
  RecordStateError,
  Registry,
  Relate,
  Table,
} from "arx";
import type { Database } from "../../../lib/database/database";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";

@Table()
class Currency extends ManagedObject {
  @PrimaryKey({ type: "text" }) declare code: string;
  @Column() declare name: string;
}

@Table()
class Upload extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column() declare name: string;
}

@Table()
class Rate extends ManagedObject {
  @PrimaryKey() declare day: number;
  @PrimaryKey({ type: "text" }) declare currencyId: string;
  @Relate(() => Currency, { required: true })
  declare currency: Relate<Currency>;
  @Column({ type: "numeric" }) declare value: string;
}

@Table()
class Trade extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Rate, { required: true, onDelete: "cascade" })
  declare rate: Relate<Rate>;
}

describeEachEngine("A primary key", (engine) => {
  let database: TestDatabase;
  let session: Database;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
    await createTables(session, [Currency, Upload, Rate, Trade]);
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  const inside = (title: string, run: () => Promise<void>): void => {
    test(title, () => session.run(run));
  };

  inside("has one index and no second one, whatever its type", async () => {
    expect(
      await session.query(
        "select tablename || '.' || indexname as name from pg_indexes where schemaname = 'public' order by 1",
      ),
    ).toEqual(
      [
        "currencies.currencies_pkey",
        // The relation's key is the second column of the primary key, which an index on it alone has to make up for.
        "rates.idx_rates_currency_id",
        "rates.rates_pkey",
        "trades.idx_trades_rate_day_rate_currency_id",
        "trades.trades_pkey",
        "uploads.uploads_pkey",
      ].map((name) => ({ name })),
    );
  });

  inside("of a text or a uuid finds, saves and deletes", async () => {
    const euro = await Currency.create({ code: "EUR", name: "Euro" });
    await euro.update({ name: "euro" });
    expect((await Currency.find("EUR")).name).toBe("euro");
    const upload = await Upload.create({ name: "a" });
    expect((await Upload.find(upload.id)).name).toBe("a");
    await upload.destroy();
    expect(await Upload.findOrNull(upload.id)).toBeNull();
  });

  inside(
    "of two columns is one constraint, and finds, saves, relates and deletes",
    async () => {
      const [table] = new Registry([Rate, Currency])
        .toSchema()
        .tables.slice(-1);
      expect(table?.primaryKey).toEqual({
        name: "rates_pkey",
        columns: ["day", "currency_id"],
      });
      const currency = await Currency.create({ code: "CHF", name: "Franc" });
      const rate = await Rate.create({ day: 1, currency, value: "1.5" });
      const trade = await Trade.create({ rate });
      const key = { day: 1, currencyId: "CHF" };
      const found = await Rate.find(key as never);
      await found.update({ value: "1.6" });
      await rate.reload();
      expect(rate.value).toBe("1.6");
      const [loaded] = await Trade.where({ rate }).with({ rate: true });
      expect(loaded?.rate.value).toBe("1.6");
      await rate.destroy();
      expect(await Trade.findOrNull(trade.id)).toBeNull();
    },
  );

  inside("cannot be changed once the row is there", async () => {
    const dollar = await Currency.create({ code: "USD", name: "Dollar" });
    dollar.code = "US$";
    await expect(dollar.save()).rejects.toMatchObject({
      constructor: RecordStateError,
      message:
        "Currency.code is the primary key of a stored Currency and cannot be changed.",
    });
  });
});
