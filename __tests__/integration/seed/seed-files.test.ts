import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "arx";
import type { Database } from "arx";
import { runSeeds, seed } from "arx/seed";
import type { Seed, SeedEvent, SeedFunction } from "arx/seed";
import { SeedError } from "../../../lib/errors/seed-error";
import { UniqueViolationError } from "../../../lib/errors/database-error";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import {
  Coin,
  createSeedTables,
  emptySeedTables,
} from "../../support/seed-models";

describeEachEngine("seeds of files", (engine) => {
  let made: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    made = await engine.create();
    database = await connect({ database: made.url });
    await createSeedTables(database);
  });

  beforeEach(() => emptySeedTables(database));

  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  const run = (
    seeds: readonly Seed[],
    options: object = {},
  ): ReturnType<typeof runSeeds> =>
    runSeeds(database, { seeds, models: [], env: "test", ...options });

  const twoCoins = seed("coins", async (s) => {
    await s.insert(Coin, [
      { name: "penny", amount: 1 },
      { name: "dime", amount: 10 },
    ]);
  });

  it("run once and are skipped from then on", async () => {
    expect((await run([twoCoins])).seeds).toMatchObject([
      {
        name: "coins",
        kind: "file",
        action: "ran",
        reason: "new",
        inserted: 2,
        updated: 0,
      },
    ]);
    expect(await run([twoCoins])).toMatchObject({
      environment: "test",
      seeds: [
        { name: "coins", action: "skipped", reason: "recorded", inserted: 0 },
      ],
    });
    expect(await Coin.count()).toBe(2);
  });

  it("leave a line in the ledger", async () => {
    await run([twoCoins]);
    expect(
      await database.query(
        `select name, kind, checksum, environment, inserted, updated, now() - executed_at < interval '1 minute' as is_recent, format from arx_seeds`,
      ),
    ).toEqual([
      {
        name: "coins",
        kind: "file",
        checksum: null,
        environment: "test",
        inserted: 2,
        updated: 0,
        is_recent: true,
        format: 1,
      },
    ]);
  });

  it("run again when they are forced, and say what to do when that cannot work", async () => {
    await run([twoCoins]);
    const error: unknown = await run([twoCoins], { force: true }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(SeedError);
    expect(error).toMatchObject({
      seed: "coins",
      hint: "It ran before. Write rows that may be there already with upsert.",
    });
    expect((error as SeedError).message).toMatch(
      /^Seed "coins" failed and nothing of it was kept: /,
    );
    expect((error as SeedError).cause).toBeInstanceOf(UniqueViolationError);
  });

  it("are finished only when every row is written, awaited or not", async () => {
    const careless = seed("coins", (s) => {
      void s.insert(Coin, makeCoins(12_000));
      void s.upsert(Coin, { on: ["name"] }, [{ name: "none", amount: 1 }]);
    });
    expect((await run([careless])).seeds).toMatchObject([
      { action: "ran", inserted: 12_001, updated: 0 },
    ]);
    expect(await Coin.count()).toBe(12_001);
    const failing = seed("more", (s) => {
      void s.insert(Coin, makeCoins(1)).catch(() => undefined);
    });
    await expect(run([failing])).rejects.toBeInstanceOf(SeedError);
    expect((await run([failing], { dryRun: true })).seeds).toMatchObject([
      { reason: "new" },
    ]);
  });

  it("say what rows may be when they are something else", async () => {
    for (const rows of [null, 5, "abc", {}, Promise.resolve([])]) {
      const wrong = seed("coins", (s) => s.insert(Coin, rows as []));
      await expect(run([wrong])).rejects.toMatchObject({
        message:
          'Seed "coins" failed and nothing of it was kept: The rows for Coin are not a list, an iterable or an async iterable.',
        hint: "Await what makes them, or write an async function*.",
      });
    }
  });

  it("run every time without a ledger", async () => {
    const unrecorded = seed("more", { ledger: false }, async (s) => {
      await s.insert(Coin, [
        { name: `coin ${String(await Coin.count())}`, amount: 1 },
      ]);
    });
    await run([unrecorded]);
    expect((await run([unrecorded])).seeds).toMatchObject([
      { action: "ran", reason: "every time" },
    ]);
    expect(await Coin.count()).toBe(2);
  });

  it("write one row of a known key once, twelve rows or more", async () => {
    const rows = Array.from({ length: 12 }, (_, index) => ({
      name: `coin ${String(index)}`,
      amount: index + 1,
    }));
    const twelve = (amounts: number): Seed =>
      seed("twelve", { ledger: false }, async (s) => {
        await s.upsert(
          Coin,
          { on: ["name"] },
          rows.map((row) => ({ ...row, amount: row.amount * amounts })),
        );
      });
    expect((await run([twelve(1)])).seeds).toMatchObject([
      { inserted: 12, updated: 0 },
    ]);
    expect((await run([twelve(2)])).seeds).toMatchObject([
      { inserted: 0, updated: 12 },
    ]);
    expect(await Coin.orderBy({ id: "asc" }).pluck("amount")).toEqual(
      rows.map(({ amount }) => amount * 2),
    );
  });

  it("change only what an upsert names", async () => {
    const upsert = (amount: number, update: readonly "amount"[]): Seed =>
      seed("coins", { ledger: false }, async (s) => {
        await s.upsert(Coin, { on: ["name"], update }, [
          { name: "penny", amount },
        ]);
      });
    await run([upsert(1, ["amount"])]);
    await run([upsert(2, [])]);
    expect(await Coin.findBy({ name: "penny" })).toMatchObject({ amount: 1 });
    await run([upsert(3, ["amount"])]);
    expect(await Coin.findBy({ name: "penny" })).toMatchObject({ amount: 3 });
  });

  it("run in the environments they name", async () => {
    const add = (name: string, env: readonly string[]): Seed =>
      seed(name, { env }, async (s) => {
        await s.insert(Coin, [{ name, amount: 1 }]);
      });
    const seeds = [add("a", ["test"]), add("b", ["production"]), add("c", [])];
    const coins = async (env: string): Promise<string[]> => {
      await emptySeedTables(database);
      const report = await run(seeds, { env });
      expect(
        report.seeds.filter(({ reason }) => reason === "environment"),
      ).toHaveLength(1);
      return Coin.orderBy({ id: "asc" }).pluck("name");
    };
    expect(await coins("test")).toEqual(["a", "c"]);
    expect(await coins("production")).toEqual(["b", "c"]);
  });

  it("leave nothing when a row fails, neither rows nor a line in the ledger", async () => {
    const bad = seed("bad", async (s) => {
      await s.insert(
        Coin,
        Array.from({ length: 20 }, (_, index) => ({
          name: String(index),
          amount: 9 - index,
        })),
      );
    });
    await expect(run([twoCoins, bad])).rejects.toMatchObject({
      seed: "bad",
      code: "SEED",
    });
    expect(await Coin.orderBy({ id: "asc" }).pluck("name")).toEqual([]);
    // "bad" comes before "coins" by name and ends the run.
    expect(await database.query("select name from arx_seeds")).toEqual([]);
  });

  it("keep what ran before the one that fails", async () => {
    const bad = seed("bad", { after: ["coins"] }, async (s) => {
      await s.insert(Coin, [{ name: "bad", amount: 0 }]);
    });
    await expect(run([twoCoins, bad])).rejects.toThrow(SeedError);
    expect(await database.query("select name from arx_seeds")).toEqual([
      { name: "coins" },
    ]);
    expect(await Coin.count()).toBe(2);
  });

  it("name the attribute that a model does not have", async () => {
    const typo = seed("typo", async (s) => {
      await s.insert(Coin, [{ name: "penny", amuont: 1 } as never]);
    });
    await expect(run([typo])).rejects.toMatchObject({
      message:
        'Seed "typo" failed and nothing of it was kept: Coin has no attribute "amuont".',
      hint: 'Did you mean "amount"?',
    });
  });

  it("take records and queries in the same transaction", async () => {
    const failing = seed("records", async () => {
      await Coin.create({ name: "penny", amount: 1 });
      expect(await Coin.count()).toBe(1);
      throw new Error("on purpose");
    });
    await expect(run([failing])).rejects.toThrow(
      'Seed "records" failed and nothing of it was kept: on purpose',
    );
    expect(await Coin.count()).toBe(0);
  });

  it("tell what they do", async () => {
    const events: SeedEvent[] = [];
    const chunked = seed("many", async (s) => {
      await s.insert(Coin, makeCoins(12_000));
    });
    await run([chunked, twoCoins], {
      onEvent: (event: SeedEvent) => events.push(event),
    });
    expect(events).toMatchObject([
      { kind: "start", seed: "coins", position: 1, of: 2 },
      { kind: "rows", seed: "coins", model: "Coin", done: 2, total: 2 },
      { kind: "done", outcome: { name: "coins", inserted: 2 } },
      { kind: "start", seed: "many", position: 2, of: 2 },
      { kind: "rows", seed: "many", done: 5000, total: undefined },
      { kind: "rows", seed: "many", done: 10_000, total: undefined },
      { kind: "rows", seed: "many", done: 12_000, total: undefined },
      { kind: "done", outcome: { name: "many", inserted: 12_000 } },
    ]);
  });

  it("take rows from an asynchronous source", async () => {
    async function* later(): AsyncGenerator<{ name: string; amount: number }> {
      for (const coin of makeCoins(3)) yield await Promise.resolve(coin);
    }
    await run([seed("later", (s) => s.insert(Coin, later()))]);
    expect(await Coin.count()).toBe(3);
  });

  it("advance the sequence of the key past keys given by hand", async () => {
    await run([
      seed("numbered", async (s) => {
        await s.insert(Coin, [
          { id: 7, name: "seven", amount: 7 },
          { id: 3, name: "three", amount: 3 },
        ]);
      }),
    ]);
    expect(await Coin.create({ name: "next", amount: 1 })).toMatchObject({
      id: 8,
    });
  });

  it("never move the sequence back", async () => {
    for (let index = 0; index < 5; index++)
      await Coin.create({ name: String(index), amount: 1 });
    await database.execute("delete from coins");
    await run([
      seed("one", (s) => s.insert(Coin, [{ id: 1, name: "one", amount: 1 }])),
    ]);
    expect(await Coin.create({ name: "next", amount: 1 })).toMatchObject({
      id: 6,
    });
  });

  it("run once when two processes seed at the same time", async () => {
    // PGlite has one process; its two runs share the session in turn.
    const other =
      database.kind === "pglite"
        ? database
        : await connect({ database: made.url, name: "other" });
    const slow = seed("coins", async (s) => {
      await s.insert(Coin, makeCoins(100));
      await database.query("select 1");
    });
    const options = { seeds: [slow], models: [] };
    const reports = await Promise.all([
      runSeeds(database, options),
      runSeeds(other, options),
    ]);
    if (other !== database) await other.close();
    expect(
      reports.map(({ seeds: [outcome] }) => outcome?.action).sort(),
    ).toEqual(["ran", "skipped"]);
    expect(await Coin.count()).toBe(100);
  });

  it("say under dryRun what would run, and change nothing, not even the ledger", async () => {
    expect((await run([twoCoins], { dryRun: true })).seeds).toMatchObject([
      { action: "planned", reason: "new" },
    ]);
    expect(await Coin.count()).toBe(0);
    expect(
      await database.one("select to_regclass('arx_seeds') is null as missing"),
    ).toEqual({ missing: true });
  });

  it("run alone by name", async () => {
    const others = [
      twoCoins,
      seed("a", noRows),
      seed("b", { after: ["a"] }, noRows),
    ];
    expect(
      (await run(others, { only: ["b", "coins"] })).seeds.map(
        ({ name }) => name,
      ),
    ).toEqual(["b", "coins"]);
    await expect(run(others, { only: ["coin"] })).rejects.toMatchObject({
      message: 'There is no seed "coin".',
      hint: 'Did you mean "coins"?',
    });
  });

  it("refuse two seeds of one name", async () => {
    await expect(run([twoCoins, seed("coins", noRows)])).rejects.toThrow(
      'Two seeds have the name "coins".',
    );
  });

  it("run in the order that `after` says", async () => {
    const order: string[] = [];
    const note = (name: string, after: readonly string[]): Seed =>
      seed(name, { after }, () => {
        order.push(name);
      });
    await run([note("a", ["c"]), note("b", []), note("c", ["b"])]);
    expect(order).toEqual(["b", "c", "a"]);
  });

  describe("on disk", () => {
    let directory: string;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), "arx-seeds-"));
    });

    afterAll(() => rm(directory, { recursive: true }));

    it("run again when their text changes, but not when only its line endings do", async () => {
      const file = join(directory, "coins.ts");
      const twoRows = seed("coins", async (s) => {
        await s.upsert(Coin, { on: ["name"] }, makeCoins(2));
      });
      const runFile = async (text: string): Promise<unknown> => {
        await writeFile(file, text);
        const { seeds } = await runSeeds(database, {
          seeds: [join(directory, "*.ts")],
          models: [],
          load: () => Promise.resolve({ default: twoRows }),
        });
        return seeds[0];
      };
      expect(await runFile("one\ntwo\n")).toMatchObject({
        action: "ran",
        reason: "new",
        inserted: 2,
      });
      expect(await runFile("one\r\ntwo\r\n")).toMatchObject({
        action: "skipped",
        reason: "recorded",
      });
      expect(await runFile("one\nthree\n")).toMatchObject({
        action: "ran",
        reason: "file changed",
        updated: 2,
      });
      expect(await runFile("one\nthree\n")).toMatchObject({
        action: "skipped",
        reason: "recorded",
      });
    });

    it("are loaded by their own path, whatever signs are in it", async () => {
      const file = join(directory, "seed [1] (a).cjs");
      await writeFile(
        file,
        'module.exports = { kind: "seed", name: "odd", after: [], environments: [], isRecorded: true, run() {} };',
      );
      const { seeds } = await runSeeds(database, { seeds: [file], models: [] });
      expect(seeds).toMatchObject([{ name: "odd", action: "ran" }]);
    });

    it("must export a seed", async () => {
      const file = join(directory, "none.cjs");
      await writeFile(file, "module.exports = 1;");
      await expect(
        runSeeds(database, { seeds: [file], models: [] }),
      ).rejects.toMatchObject({
        message: `${file} does not export a seed.`,
        hint: 'Write: export default seed("name", async (s) => { … }), with seed from "arx/seed".',
      });
    });
  });
});

const noRows: SeedFunction = () => undefined;

function* makeCoins(
  count: number,
): Generator<{ name: string; amount: number }> {
  for (let index = 1; index <= count; index++)
    yield { name: String(index), amount: index };
}
