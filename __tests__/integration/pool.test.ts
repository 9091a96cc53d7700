import { AsyncResource } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import type { PoolOptions } from "../../lib/database/pool-options";
import {
  ConnectionError,
  PoolTimeoutError,
} from "../../lib/errors/database-error";
import {
  describeEachServer,
  openOnlooker,
  waitUntil,
} from "../support/servers";
import type { Onlooker } from "../support/servers";
import type { TestDatabase } from "../support/engines";

describeEachServer("A pool", (engine) => {
  let made: TestDatabase;
  let onlooker: Onlooker;
  const opened: Database[] = [];

  beforeAll(async () => {
    made = await engine.create();
    onlooker = openOnlooker(made.url);
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((db) => db.close()));
  });

  afterAll(async () => {
    await onlooker.close();
    await made.drop();
  });

  const open = async (pool: PoolOptions): Promise<Database> => {
    const db = await connect({ database: made.url, pool });
    opened.push(db);
    return db;
  };
  const sessions = async (): Promise<unknown> =>
    (
      await onlooker.row(
        "select count(*)::int as n from pg_stat_activity where application_name = 'arx' and datname = current_database()",
      )
    )["n"];
  const processId = (db: Database, seconds = 0): Promise<{ pid: number }> =>
    db.one<{ pid: number }>("select pg_backend_pid() as pid, pg_sleep($1)", [
      seconds,
    ]);

  it("opens connections as they are needed, one for each statement under way, up to max", async () => {
    const db = await open({ min: 0, max: 4 });
    expect(db.stats().total).toBe(1);
    await processId(db);
    expect(db.stats().total).toBe(1);
    const three = await Promise.all([1, 2, 3].map(() => processId(db, 1)));
    expect(new Set(three.map(({ pid }) => pid)).size).toBe(3);
    const many = await Promise.all(
      Array.from({ length: 40 }, () => processId(db, 0.05)),
    );
    expect(new Set(many.map(({ pid }) => pid)).size).toBe(4);
    expect(await sessions()).toBe(4);
  });

  it("keeps min connections open", async () => {
    const db = await open({ min: 3, max: 5 });
    await waitUntil(() => db.stats().total === 3);
    expect(await sessions()).toBe(3);
  });

  it("keeps five connections and opens no more than twenty when told nothing, and finishes everything", async () => {
    const db = await connect({ database: made.url });
    opened.push(db);
    await waitUntil(() => db.stats().total === 5);
    expect(await sessions()).toBe(5);
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const asked = numbers.map((n) =>
      db.one<{ n: number }>("select $1::int as n from pg_sleep(0.05)", [n]),
    );
    let most = 0;
    await waitUntil(async () => {
      most = Math.max(most, Number(await sessions()));
      return db.stats().active === 0;
    });
    expect((await Promise.all(asked)).map(({ n }) => n)).toEqual(numbers);
    expect(most).toBeGreaterThan(5);
    expect(most).toBeLessThanOrEqual(20);
    expect(db.stats().peak).toBeLessThanOrEqual(20);
  });

  it("pipelines when it cannot grow, and answers each statement with its own result", async () => {
    const db = await open({ max: 1 });
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    const results = await Promise.all(
      numbers.map((n) =>
        n % 50 === 7
          ? db.one("select 1/0").catch(() => ({ n: "failed" }))
          : db.one("select $1::int as n", [n]),
      ),
    );
    expect(results.map(({ n }) => n)).toEqual(
      numbers.map((n) => (n % 50 === 7 ? "failed" : n)),
    );
    expect(db.stats()).toMatchObject({
      total: 1,
      peak: 1,
      active: 0,
      waiting: 0,
    });
  });

  it("tells how it is doing", async () => {
    const db = await open({ min: 0, max: 2 });
    await Promise.all([processId(db, 0.3), processId(db, 0.3)]);
    const running = Promise.all(
      Array.from({ length: 20 }, () => processId(db, 0.02)),
    );
    expect(db.stats()).toMatchObject({
      total: 2,
      active: 2,
      idle: 0,
      peak: 2,
      waiting: 12,
    });
    await running;
    const { averageWaitMs, peakWaitMs, ...rest } = db.stats();
    // 24: one that opened the pool, one that asked for the version, 2 and 20; 12 of the last and the second of the 2 waited.
    expect(rest).toEqual({
      total: 2,
      active: 0,
      idle: 2,
      waiting: 0,
      peak: 2,
      acquires: 24,
      waits: 14,
    });
    expect(averageWaitMs).toBeGreaterThan(0);
    expect(peakWaitMs).toBeGreaterThanOrEqual(averageWaitMs);
  });

  it("turns away who waits longer than acquireTimeoutMs, and works on", async () => {
    const db = await open({ max: 1, acquireTimeoutMs: 50 });
    const outside = (): Promise<unknown> => db.one("select 1 as n");
    let start: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (start = resolve));
    const held = db.transaction(async () => {
      start();
      await sleep(150);
    });
    await started;
    const turnedAway = await Promise.allSettled([
      outside(),
      db.transaction(outside),
      outside(),
    ]);
    for (const result of turnedAway) {
      expect(result).toMatchObject({
        status: "rejected",
        reason: expect.any(PoolTimeoutError) as Error,
      });
      expect(result).toMatchObject({
        reason: {
          waitedMs: 50,
          max: 1,
          message: "No connection became free within 50 ms; all 1 are in use.",
        },
      });
    }
    await held;
    expect(await outside()).toEqual({ n: 1 });
  });

  it("lets transactions in although statements never stop, and statements although transactions never stop", async () => {
    const db = await open({ max: 2 });
    let isOver = false;
    const busy = Promise.all(
      Array.from({ length: 30 }, async () => {
        while (!isOver) await db.one("select 1 as n");
      }),
    );
    const transactions = Promise.all(
      Array.from({ length: 10 }, async () => {
        for (let n = 0; n < 5; n++)
          await db.transaction(() => db.one("select 1 as n"));
      }),
    );
    await transactions;
    isOver = true;
    await busy;
    expect(db.stats()).toMatchObject({ active: 0, waiting: 0, total: 2 });
  });

  it("gives reserved connections to one user each", async () => {
    const db = await open({ max: 3 });
    let most = 0;
    const using = new Set<number>();
    await Promise.all(
      Array.from({ length: 30 }, () =>
        db.reserve(async ({ processId: pid }) => {
          expect(using.has(pid)).toBe(false);
          using.add(pid);
          most = Math.max(most, using.size);
          await db.one("select pg_sleep(0.002)");
          using.delete(pid);
        }),
      ),
    );
    expect(most).toBe(3);
  });

  it("closes connections that are idle for long, down to min", async () => {
    const db = await open({ min: 1, max: 5, idleTimeoutMs: 20 });
    // Long enough for a busy machine to open the last while the first is still in use.
    const running = Promise.all([1, 2, 3, 4, 5].map(() => processId(db, 2)));
    await waitUntil(() => db.stats().total === 5);
    await running;
    await waitUntil(() => db.stats().total === 1);
    await waitUntil(async () => (await sessions()) === 1);
  });

  it("replaces connections that are old, in use or not, without losing a statement", async () => {
    const db = await open({ min: 1, max: 2, maxLifetimeMs: 30 });
    const seen = new Set<number>();
    await waitUntil(async () => {
      for (const { pid } of await Promise.all([
        processId(db),
        processId(db),
        processId(db),
      ]))
        seen.add(pid);
      return seen.size > 6;
    });
    const { pid } = await processId(db);
    await waitUntil(async () => (await processId(db)).pid !== pid);
  });

  it("serves with the connections it has when the server gives no more", async () => {
    const { me } = await onlooker.row("select quote_ident(current_user) as me");
    const role = `arx_limited_${String(process.pid)}`;
    await onlooker.row(
      `create role ${role} login connection limit 2 password 'limited'`,
    );
    const url = new URL(made.url);
    url.username = role;
    url.password = "limited";
    const db = await connect({ database: url.href, pool: { min: 0, max: 6 } });
    const rows = await Promise.all(
      Array.from({ length: 30 }, () => processId(db, 0.05)),
    );
    expect(new Set(rows.map(({ pid }) => pid)).size).toBe(2);
    await db.transaction(() => db.one("select 1 as n"));
    await db.close();
    await onlooker.row(`drop role ${role}`);
    expect(me).not.toBe(role);
  });

  it("serves who runs and waits when it is closed, turns away who comes later, and closes once", async () => {
    const db = await open({ min: 0, max: 1 });
    const running = processId(db, 0.1);
    const inTransaction = db.transaction(async () => {
      await db.one("select 1 as n");
      return db.one("select 2 as n");
    });
    await waitUntil(() => db.stats().active === 1);
    const [waiting] = await Promise.all([
      Promise.allSettled([running, inTransaction, db.one("select 1 as n")]),
      db.close(),
      db.close(),
    ]);
    expect(waiting.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
    const late = db.one("select 1 as n");
    await expect(late).rejects.toBeInstanceOf(ConnectionError);
    await expect(late).rejects.toMatchObject({
      message: `The connection to ${db.label} is closed.`,
    });
    await expect(db.transaction(() => 1)).rejects.toBeInstanceOf(
      ConnectionError,
    );
    expect(await sessions()).toBe(0);
    await db.close();
  });

  it("lets a transaction finish that runs when it is closed", async () => {
    const db = await open({ max: 2 });
    let closing: Promise<void> | undefined;
    const result = await db.transaction(async () => {
      await db.one("select 1 as n");
      closing = new Promise((resolve, reject) => {
        outside(() => db.close()).then(resolve, reject);
      });
      await sleep(10);
      return db.one("select 2 as n");
    });
    await closing;
    expect(result).toEqual({ n: 2 });
    expect(await sessions()).toBe(0);
  });

  it("sees the committed rows of one connection on another, and no others", async () => {
    const db = await open({ max: 3 });
    await db.script("create table if not exists seen (n int)");
    await db.transaction(async () => {
      await db.execute("insert into seen values (1)");
      expect(await onlooker.row("select count(*)::int as n from seen")).toEqual(
        { n: 0 },
      );
    });
    expect(await onlooker.row("select count(*)::int as n from seen")).toEqual({
      n: 1,
    });
  });

  it("finishes both of two transactions that lock each other out, when asked to repeat", async () => {
    const db = await open({ max: 3 });
    await db.script(
      "drop table if exists pairs; create table pairs (id int primary key, n int); insert into pairs values (1, 0), (2, 0)",
    );
    let runs = 0;
    let locks = 0;
    const raise = (first: number, second: number): Promise<void> =>
      db.transaction(
        async () => {
          runs++;
          await db.execute("update pairs set n = n + 1 where id = $1", [first]);
          locks++;
          await waitUntil(() => locks >= 2);
          await db.execute("update pairs set n = n + 1 where id = $1", [
            second,
          ]);
        },
        { retry: 5 },
      );
    await Promise.all([raise(1, 2), raise(2, 1)]);
    expect(runs).toBeGreaterThan(2);
    expect(await db.query("select n from pairs order by id")).toEqual([
      { n: 2 },
      { n: 2 },
    ]);
  });

  it("finishes serializable transactions that contradict each other, when asked to repeat", async () => {
    const db = await open({ max: 5 });
    await db.script(
      "drop table if exists counters; create table counters (n int); insert into counters values (0)",
    );
    const raise = (): Promise<unknown> =>
      db.transaction(
        async () => {
          const { n } = await db.one<{ n: number }>("select n from counters");
          await db.execute("update counters set n = $1", [n + 1]);
        },
        { isolation: "serializable", retry: 50 },
      );
    await Promise.all(Array.from({ length: 8 }, raise));
    expect(await db.one("select n from counters")).toEqual({ n: 8 });
  });
});

/** Runs something as code would that has nothing to do with the caller. */
function outside<T>(run: () => T): T {
  return unrelated.runInAsyncScope(run);
}

const unrelated = new AsyncResource("unrelated");
