import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";

describeEachEngine("Statements on one session", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url, pool: { max: 1, min: 1 } });
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  it("get each its own answer when many are sent at once, the failing ones too", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        db.one("select 100 / $1::int as quotient, $2::text as name", [
          n % 5,
          `nº ${String(n)} ✓`,
        ]),
      ),
    );
    for (const [n, outcome] of outcomes.entries()) {
      if (n % 5 === 0)
        expect(outcome).toMatchObject({
          reason: { sqlState: "22012", message: "division by zero" },
        });
      else
        expect(outcome).toMatchObject({
          value: {
            quotient: Math.trunc(100 / (n % 5)),
            name: `nº ${String(n)} ✓`,
          },
        });
    }
  });

  it("can be run again after a first run that failed, wherever it failed", async () => {
    const divide = "select 7 / $1::int as seventh";
    await expect(db.one(divide, [0])).rejects.toMatchObject({
      sqlState: "22012",
    });
    expect(await db.one(divide, [7])).toEqual({ seventh: 1 });
    const cast = "select $1::int as whole";
    await expect(db.one(cast, ["seven"])).rejects.toMatchObject({
      sqlState: "22P02",
    });
    expect(await db.one(cast, [7])).toEqual({ whole: 7 });
    const missing = "select n from made_later";
    await expect(db.query(missing)).rejects.toMatchObject({
      sqlState: "42P01",
    });
    await db.script("create table made_later as select 3 as n");
    expect(await db.query(missing)).toEqual([{ n: 3 }]);
  });

  it("carry long values and many rows", async () => {
    const long = "äö€𝄞x".repeat(400_000);
    expect(
      await db.one("select $1::text as long, length($1::text) as length", [
        long,
      ]),
    ).toEqual({ long, length: 2_000_000 });
    const rows = await db.query<{ n: number; label: string | null }>(
      "select n, case when n % 3 = 0 then null when n % 3 = 1 then 'ä' || n else repeat('x', n % 70) end as label from generate_series(1, 50000) n",
    );
    expect(rows).toHaveLength(50_000);
    for (const { n, label } of rows)
      expect(label).toBe(
        n % 3 === 0 ? null : n % 3 === 1 ? `ä${String(n)}` : "x".repeat(n % 70),
      );
  });

  it("take names and texts of SQL in any script", async () => {
    expect(
      await db.query(`select 'Größe 𝄞' as "Ключ", $1::text as "値"`, ["值"]),
    ).toEqual([{ Ключ: "Größe 𝄞", 値: "值" }]);
  });

  it("count what they changed", async () => {
    await db.script("create table counted (n int)");
    expect(
      await db.execute("insert into counted select generate_series(1, 1234)"),
    ).toBe(1234);
    expect(await db.execute("update counted set n = 0 where n > 1000")).toBe(
      234,
    );
    expect(await db.execute("drop table counted")).toBe(0);
  });
});
