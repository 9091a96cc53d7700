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

  it("give nothing when they ask for nothing", async () => {
    for (const nothing of ["", ";", " -- nothing", "/* nothing */"])
      expect(await db.query(nothing)).toEqual([]);
  });

  it("fail when what they did is refused at its end, though they had a result", async () => {
    await db.script(
      "create table owners (id int primary key); create table pets (owner int references owners deferrable initially deferred)",
    );
    const adopt = (): Promise<unknown> =>
      db.query("insert into pets values (1) returning owner");
    const [first, between, second] = await Promise.allSettled([
      adopt(),
      db.one("select 1 as n"),
      adopt(),
    ]);
    expect(between).toMatchObject({ value: { n: 1 } });
    for (const refused of [first, second])
      expect(refused).toMatchObject({ reason: { sqlState: "23503" } });
    expect(await db.query("select * from pets")).toEqual([]);
  });

  it("have the columns of what goes by a name now, not of what did before", async () => {
    await db.script(
      "create procedure tell(inout n int) language sql as 'select 1'",
    );
    await db.transaction(async () => {
      await db.execute("declare here cursor for select 1 as n");
      expect(await db.query("fetch all from here")).toEqual([{ n: 1 }]);
      await db.execute("close here");
      await db.execute("declare here cursor for select 'x' as t, true as b");
      expect(await db.query("fetch all from here")).toEqual([
        { t: "x", b: true },
      ]);
    });
    await db.reserve(async () => {
      await db.execute("prepare question as select 1 as n");
      expect(await db.query("execute question")).toEqual([{ n: 1 }]);
      await db.execute("deallocate question");
      await db.execute("prepare question as select 'x' as t, true as b");
      expect(await db.query("execute question")).toEqual([{ t: "x", b: true }]);
      await db.execute("deallocate question");
    });
    expect(await db.query("call tell(0)")).toEqual([{ n: 1 }]);
    await db.script(
      "drop procedure tell; create procedure tell(inout n bigint, inout t text default '') language sql as $$ select 2, 'x' $$",
    );
    expect(await db.query("call tell(0)")).toEqual([{ n: 2, t: "x" }]);
  });

  it("take texts and null as they go over the wire, and say which parameter is something else", async () => {
    const text = "select $1::text as a, $2::text as b";
    await db.reserve(async (session) => {
      await expect(
        session.send({ text, parameters: [null, 7 as unknown as string] }),
      ).rejects.toMatchObject({
        name: "InvalidArgumentError",
        message: "Parameter $2 is to be a text or null, not number.",
      });
      expect(
        (await session.send({ text, parameters: [null, "7"] })).rows,
      ).toEqual([[null, "7"]]);
    });
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

describe("What is too long for a string of the engine", () => {
  const embedded = process.env["ARX_TEST_EMBEDDED_URL"] ?? "";
  const long = "x".repeat(180_000_000);
  let db: Database;

  beforeAll(async () => {
    db = await connect({ database: embedded, pool: { min: 0, max: 1 } });
  });

  afterAll(() => db.close());

  it("is refused when it is one statement, and keeps none from its answer when it is several that are sent at once", async () => {
    const measure = (n: number): Promise<unknown> =>
      db.one("select $2::int as n, length($1::text) as length", [long, n]);
    const tooLong = db.query("select length($1) + length($2) + length($3)", [
      long,
      long,
      long,
    ]);
    const measured = [1, 2, 3].map(measure);
    const last = db.one("select 4 as n");
    await expect(tooLong).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message:
        "The statement and its parameters are too long: together they take more than 512 MB.",
    });
    expect(await Promise.all(measured)).toEqual(
      [1, 2, 3].map((n) => ({ n, length: 180_000_000 })),
    );
    expect(await last).toEqual({ n: 4 });
  }, 60_000);

  it("is an error when it is a value of a result, of that statement alone", async () => {
    const tooLong = db.one("select repeat('x', 540000000) as value");
    const next = db.one("select 5 as n");
    await expect(tooLong).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message:
        "The result has a value that is too long: it takes more than 512 MB as text.",
    });
    expect(await next).toEqual({ n: 5 });
  }, 60_000);
});
