import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { sql } from "../../lib/database/sql";
import {
  QueryAbortedError,
  QueryTimeoutError,
} from "../../lib/errors/database-error";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { listenBetween } from "../support/proxy";
import {
  describeEachServer,
  openOnlooker,
  waitUntil,
} from "../support/servers";
import type { Onlooker } from "../support/servers";

describeEachEngine("A statement with a timeout", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url, pool: { max: 1 } });
  });
  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  it("gives its result when it is in time, on every verb", async () => {
    const inTime = { timeoutMs: 60_000 };
    expect(await db.query("select $1::int as n", [1], inTime)).toEqual([
      { n: 1 },
    ]);
    expect(await db.one("select 2 as n", [], inTime)).toEqual({ n: 2 });
    expect(await db.maybeOne("select 3 as n", [], inTime)).toEqual({ n: 3 });
    expect(await db.execute("select 4 as n", [], inTime)).toBe(1);
    expect(await sql`select 5 as n`.timeout(60_000)).toEqual([{ n: 5 }]);
    await db.transaction(async () => {
      expect(await db.one("select 6 as n", [], inTime)).toEqual({ n: 6 });
    });
    await expect(db.query("select 1/0", [], inTime)).rejects.toMatchObject({
      sqlState: "22012",
    });
    expect(db.stats()).toMatchObject({ active: 0, waiting: 0 });
  });

  it("is withdrawn when no connection becomes free in time, and never runs", async () => {
    await db.script("create table if not exists late (n int)");
    let free: () => void = () => undefined;
    let hold: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (hold = resolve));
    const holding = db.transaction(async () => {
      hold();
      await new Promise<void>((resolve) => (free = resolve));
    });
    await held;
    const withdrawn = db.execute("insert into late values ($1)", [7], {
      timeoutMs: 30,
    });
    await expect(withdrawn).rejects.toBeInstanceOf(QueryTimeoutError);
    await expect(withdrawn).rejects.toMatchObject({
      code: "QUERY_TIMEOUT",
      neverRan: true,
      message: "The statement waited 30 ms for its turn and was not run.",
      hint: "Raise the timeout or pool.max, or look for what holds connections.",
    });
    expect(db.stats().waiting).toBe(0);
    free();
    await holding;
    expect(await db.query("select n from late")).toEqual([]);
  });

  it("is withdrawn when its transaction does not come to it in time, which goes on", async () => {
    const seen = await db.transaction(async () => {
      let free: () => void = () => undefined;
      const nested = db.transaction(
        () => new Promise<void>((resolve) => (free = resolve)),
      );
      const withdrawn = db.query("select 1", [], { timeoutMs: 20 });
      await expect(withdrawn).rejects.toMatchObject({
        neverRan: true,
        sql: "select 1",
        message: "The statement waited 20 ms for its turn and was not run.",
      });
      free();
      await nested;
      return db.one("select 2 as n");
    });
    expect(seen).toEqual({ n: 2 });
  });

  it("is not sent at all when its signal is aborted already", async () => {
    const signal = AbortSignal.abort(new RangeError("enough"));
    await expect(db.query("select 1", [], { signal })).rejects.toMatchObject({
      name: "QueryAbortedError",
      code: "QUERY_ABORTED",
      neverRan: true,
      message:
        "The statement was aborted while it waited for its turn, and was not run.",
      cause: new RangeError("enough"),
    });
  });

  it("shares its signal with others, which has one listener for all of them and none once they have ended", async () => {
    const { signal } = new AbortController();
    const statements = Promise.all(
      [1, 2, 3].map((n) => db.one(`select ${String(n)} as n`, [], { signal })),
    );
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    expect(await statements).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("takes its parameters as a list or an object", async () => {
    const query = db.query("select $1::int", 5 as unknown as unknown[]);
    await expect(query).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message:
        "The parameters of a statement are a list, or an object for :name, not a number.",
      hint: 'Write db.query("select ?::int", [value]).',
    });
  });

  it("must be told how long in milliseconds", async () => {
    const wrong = {
      name: "InvalidArgumentError",
      message: "timeoutMs takes a number of milliseconds above 0.",
    };
    for (const timeoutMs of [0, -1, Number.NaN, "50" as unknown as number])
      await expect(
        db.query("select 1", [], { timeoutMs }),
      ).rejects.toMatchObject(wrong);
    await expect(
      db.query("select 1", [], { timeout: 5 } as object),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message: "timeout is not an option.",
      hint: "Did you mean timeoutMs?",
    });
    await expect(
      db.query("select 1", [], { signal: {} as AbortSignal }),
    ).rejects.toMatchObject({ message: "signal takes an AbortSignal." });
    expect(() => sql`select 1`.timeout(0)).toThrow(
      "timeout() takes a number of milliseconds above 0.",
    );
  });
});

describe("A statement with a timeout on PGlite", () => {
  it("runs to its end once it has begun, because it runs in the thread of its caller, and gives its result", async () => {
    const db = await connect({ database: "pglite:memory" });
    expect(
      await db.query("select 1 as n from pg_sleep(0.6)", [], {
        timeoutMs: 300,
      }),
    ).toEqual([{ n: 1 }]);
    await db.close();
  });

  it("is withdrawn when its signal is aborted while another runs, which leaves the event loop no turn", async () => {
    const db = await connect({ database: "pglite:memory" });
    const controller = new AbortController();
    const { signal } = controller;
    setTimeout(() => {
      controller.abort();
    }, 1);
    const [ran, withdrawn] = await Promise.allSettled([
      db.query("select 1 as n from pg_sleep(0.2)", [], { signal }),
      db.query("select 2 as n from pg_sleep(0.2)", [], { signal }),
    ]);
    expect(ran).toMatchObject({ value: [{ n: 1 }] });
    expect(withdrawn).toMatchObject({
      reason: { name: "QueryAbortedError", neverRan: true },
    });
    await db.close();
  });
});

describeEachServer(
  "A statement that takes longer than its timeout",
  (engine) => {
    let made: TestDatabase;
    let onlooker: Onlooker;
    let db: Database;

    beforeAll(async () => {
      made = await engine.create();
      onlooker = openOnlooker(made.url);
      db = await connect({ database: made.url, pool: { max: 1 } });
    });
    afterAll(async () => {
      await db.close();
      await onlooker.close();
      await made.drop();
    });

    /** How many other sessions run a statement now. */
    const sleeping = async (like = ""): Promise<unknown> =>
      (
        await onlooker.row(
          `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%${like}%'`,
        )
      )["n"];

    it("is cancelled at the server, and its connection serves the next", async () => {
      const { pid } = await db.one("select pg_backend_pid() as pid");
      const cancelled = db.query("select pg_sleep(30), $1::text", ["secret"], {
        timeoutMs: 100,
      });
      await expect(cancelled).rejects.toBeInstanceOf(QueryTimeoutError);
      // What the server runs is over when the caller is told, and not some time later.
      expect(await sleeping()).toBe(0);
      await expect(cancelled).rejects.toMatchObject({
        code: "QUERY_TIMEOUT",
        sqlState: "57014",
        neverRan: false,
        message:
          "The statement took longer than 100 ms and was cancelled at the server.",
        sql: "select pg_sleep(30), $1::text",
        cause: { message: "canceling statement due to user request" },
      });
      const error = await cancelled.catch((caught: unknown) => caught);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
        "secret",
      );
      expect(await db.one("select pg_backend_pid() as pid")).toEqual({ pid });
      expect(db.stats()).toMatchObject({ total: 1, active: 0, waiting: 0 });
    });

    it("is cancelled when its signal is aborted", async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const aborted = db.query("select pg_sleep(30)", [], { signal });
      aborted.catch(() => undefined);
      await waitUntil(async () => (await sleeping()) === 1);
      controller.abort();
      await expect(aborted).rejects.toBeInstanceOf(QueryAbortedError);
      await expect(aborted).rejects.toMatchObject({
        neverRan: false,
        message: "The statement was aborted and was cancelled at the server.",
        cause: { name: "AbortError" },
      });
      expect(await sleeping()).toBe(0);
      expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    });

    it("is cancelled as part of sql and of a script's session", async () => {
      await db.run(async () => {
        await expect(
          sql`select pg_sleep(${30})`.timeout(100).then(),
        ).rejects.toBeInstanceOf(QueryTimeoutError);
      });
      await db.reserve(async () => {
        await expect(
          db.query("select pg_sleep(30)", [], { timeoutMs: 100 }),
        ).rejects.toBeInstanceOf(QueryTimeoutError);
        expect(await db.one("select 1 as n")).toEqual({ n: 1 });
      });
      expect(await sleeping()).toBe(0);
    });

    it("fails its transaction as any error does, and a savepoint contains it", async () => {
      await db.script("create table if not exists kept (n int)");
      const slow = (): Promise<unknown> =>
        db.query("select pg_sleep(30)", [], { timeoutMs: 100 });
      const poisoned = db.transaction(async () => {
        await db.execute("insert into kept values (1)");
        await slow().catch(() => undefined);
        await db.execute("insert into kept values (2)");
      });
      await expect(poisoned).rejects.toMatchObject({ sqlState: "25P02" });
      await db.transaction(async () => {
        await db.execute("insert into kept values (3)");
        await expect(db.transaction(slow)).rejects.toBeInstanceOf(
          QueryTimeoutError,
        );
        await db.execute("insert into kept values (4)");
      });
      expect(await db.query("select n from kept order by n")).toEqual([
        { n: 3 },
        { n: 4 },
      ]);
    });

    it("hits nothing but itself in a transaction whose statements are sent at once", async () => {
      const controller = new AbortController();
      const { signal } = controller;
      let outcomes: readonly PromiseSettledResult<unknown>[] = [];
      const transaction = db.transaction(async () => {
        const sent = Promise.allSettled([
          db.one("select 1 as n from pg_sleep(0.1)"),
          db.one("select 2 as n", [], { timeoutMs: 60_000 }),
          db.one("select 3 as n from pg_sleep(0.1)"),
          db.query("select pg_sleep(30)", [], { signal }),
          db.one("select 4 as n"),
        ]);
        await waitUntil(async () => (await sleeping("pg_sleep(30)")) === 1);
        controller.abort();
        outcomes = await sent;
      });
      await expect(transaction).rejects.toMatchObject({
        name: "TransactionAbortedError",
      });
      expect(outcomes).toMatchObject([
        { value: { n: 1 } },
        { value: { n: 2 } },
        { value: { n: 3 } },
        { reason: { code: "QUERY_ABORTED", neverRan: false } },
        { reason: { sqlState: "25P02" } },
      ]);
    });

    it("hits no neighbour, however close the end and the timeout are", async () => {
      const crowded = await connect({
        database: made.url,
        name: "crowded",
        pool: { max: 3 },
      });
      const timed = Array.from({ length: 150 }, (_, n) =>
        crowded
          .one<{ n: number }>(
            "select $1::int as n from pg_sleep($2)",
            [n, (n % 7) / 1000],
            { timeoutMs: 1 + (n % 9) },
          )
          .then(
            (row) => row.n === n,
            (error: unknown) => error instanceof QueryTimeoutError,
          ),
      );
      const untimed = Array.from({ length: 300 }, (_, n) =>
        crowded.one("select $1::int as n from pg_sleep(0.001)", [n]),
      );
      expect(await Promise.all(untimed)).toEqual(
        Array.from({ length: 300 }, (_, n) => ({ n })),
      );
      // Each gave its own result, or said that it was late.
      expect(new Set(await Promise.all(timed))).toEqual(new Set([true]));
      expect(crowded.stats()).toMatchObject({ active: 0, waiting: 0 });
      expect(await sleeping()).toBe(0);
      await crowded.close();
    });
  },
);

describe("A statement whose server does not answer", () => {
  it("is given up with its connection, and says that nobody knows whether it ran", async () => {
    const proxy = await listenBetween(
      process.env["ARX_TEST_EMBEDDED_URL"] ?? "",
    );
    const db = await connect({ database: proxy.url, pool: { min: 0, max: 1 } });
    proxy.freeze();
    await expect(
      db.query("select 1", [], { timeoutMs: 20 }),
    ).rejects.toMatchObject({
      name: "QueryTimeoutError",
      neverRan: false,
      message:
        "The statement took longer than 20 ms; the server did not confirm that it was cancelled, so its connection was closed.",
      hint: "The statement may have run to its end.",
    });
    proxy.thaw();
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    await proxy.close();
    await db.close();
  }, 20_000);
});
