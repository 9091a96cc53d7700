import { AsyncLocalStorage } from "node:async_hooks";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import type {
  ConnectionClosedEvent,
  ConnectionErrorEvent,
  DatabaseEvent,
  TransactionEvent,
} from "../../lib/database/database-event";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import {
  describeEachServer,
  openOnlooker,
  waitUntil,
} from "../support/servers";

/** An event in one line. */
function describeEvent(event: DatabaseEvent): string {
  if (event.kind === "query")
    return `${event.error === undefined ? "ran" : "failed"} ${event.text}`;
  if (event.kind === "transaction")
    return `${event.state} at ${String(event.depth)} on ${String(event.connectionId)}`;
  if (event.kind === "connectionClosed") return `closed ${event.reason}`;
  return event.kind;
}

const count = (events: readonly DatabaseEvent[], kind: string): number =>
  events.filter((event) => event.kind === kind).length;

describeEachEngine("The log of all events", (engine) => {
  let made: TestDatabase;

  beforeAll(async () => {
    made = await engine.create();
  });
  afterAll(() => made.drop());

  it("tells the whole life of a database, each thing once and in order", async () => {
    const events: DatabaseEvent[] = [];
    const db = await connect({
      database: made.url,
      name: "told",
      pool: { min: 0, max: 1 },
      log: (event) => events.push(event),
    });
    await db.query("select 1/0").catch(() => undefined);
    await db.transaction(async () => {
      await db.query("select 1");
      await db
        .transaction(() => {
          throw new RangeError("no");
        })
        .catch(() => undefined);
    });
    await db.reserve(() => db.transaction(() => db.script("select 2")));
    const undone = db.transaction(() => db.query("select 3/0"));
    await undone.catch(() => undefined);
    await db.close();
    expect(events.map(describeEvent)).toEqual([
      "connectionCreated",
      "connected",
      "failed select 1/0",
      "ran begin",
      "begun at 1 on 1",
      "ran select 1",
      "ran savepoint arx_1",
      "begun at 2 on 1",
      "ran rollback to savepoint arx_1",
      "ran release savepoint arx_1",
      "rolledBack at 2 on 1",
      "ran commit",
      "committed at 1 on 1",
      "ran select 1",
      "ran begin",
      "begun at 1 on 1",
      "ran select 2",
      "ran commit",
      "committed at 1 on 1",
      "ran begin",
      "begun at 1 on 1",
      "failed select 3/0",
      "ran rollback",
      "rolledBack at 1 on 1",
      "closed closing",
      "closed",
    ]);
    expect(new Set(events.map(({ database }) => database))).toEqual(
      new Set(["told"]),
    );
    expect(events[0]).toEqual({
      kind: "connectionCreated",
      database: "told",
      id: 1,
      processId: expect.any(Number) as number,
      active: 0,
      total: 1,
    });
    expect(events[1]).toEqual({
      kind: "connected",
      database: "told",
      label: db.label,
      serverVersion: db.serverVersion,
      durationMs: expect.any(Number) as number,
    });
    expect(events.at(-2)).toMatchObject({ id: 1, active: 0, total: 0 });
    expect(events.at(-1)).toEqual({
      kind: "closed",
      database: "told",
      label: db.label,
    });
  });
});

describeEachEngine("Listeners of a database", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url, slowQueryMs: 0 });
  });
  afterAll(async () => {
    await db.close();
    await made.drop();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it("are told why and after how long a transaction ended, until they stop", async () => {
    const seen: TransactionEvent[] = [];
    const stop = db.on("transaction", (event) => seen.push(event));
    await db.transaction(() => db.query("select 1"));
    const undone = db.transaction(() => {
      throw new RangeError("no");
    });
    await expect(undone).rejects.toThrow("no");
    stop();
    await db.transaction(() => db.query("select 1"));
    expect(
      seen.map(({ state, depth, error }) => [state, depth, error]),
    ).toEqual([
      ["begun", 1, undefined],
      ["committed", 1, undefined],
      ["begun", 1, undefined],
      ["rolledBack", 1, new RangeError("no")],
    ]);
    const [begun, committed] = seen;
    expect(begun?.durationMs).toBe(0);
    expect(committed?.durationMs).toBeGreaterThan(0);
  });

  it("see parameters only when they ask to, the slow statements' too", async () => {
    const seen: (readonly unknown[])[] = [];
    const stops = [
      db.on("query", ({ parameters }) => seen.push(parameters)),
      db.on("slowQuery", ({ parameters }) => seen.push(parameters)),
      db.on("slowQuery", ({ parameters }) => seen.push(parameters), {
        parameters: true,
      }),
    ];
    await db.query("select $1::int", [7]);
    for (const stop of stops) stop();
    expect(seen).toEqual([["[REDACTED]"], ["[REDACTED]"], ["7"]]);
  });

  it("break nothing when they fail, which is said once for each", async () => {
    const warn = jest
      .spyOn(process, "emitWarning")
      .mockImplementation(() => undefined);
    const stops = [
      db.on("query", () => {
        throw new TypeError("a mistake");
      }),
      db.on("query", async () => {
        await Promise.reject(new RangeError("another"));
      }),
      db.on("transaction", () => {
        throw new TypeError("a third");
      }),
    ];
    for (const n of [1, 2])
      expect(
        await db.transaction(() => db.one(`select ${String(n)} as n`)),
      ).toEqual({ n });
    for (const stop of stops) stop();
    expect(warn.mock.calls).toEqual(
      ["query", "query", "transaction"].map((name) => [
        `The listener "${name}" of a database failed. This is said once for each listener.`,
        {
          type: "ArxWarning",
          code: "ARX_LISTENER_FAILED",
          detail: expect.stringMatching(/^(TypeError|RangeError): /) as string,
        },
      ]),
    );
  });

  it("that listen anew while they are told are told of the next one", async () => {
    const texts: string[] = [];
    let stop: () => void = () => undefined;
    const listen = (): void => {
      stop = db.on("query", ({ text }) => {
        texts.push(text);
        stop();
        listen();
      });
    };
    listen();
    await db.query("select 1");
    await db.query("select 2");
    stop();
    expect(texts).toEqual(["select 1", "select 2"]);
  });

  it("are refused when there is nothing such to listen for", () => {
    const on = db.on.bind(db) as (
      name: unknown,
      listener: unknown,
      options?: unknown,
    ) => void;
    expect(() => {
      on("slowquery", () => undefined);
    }).toThrow(
      expect.objectContaining({
        name: "InvalidArgumentError",
        message: "There is no event 'slowquery' to listen for.",
        hint: 'Did you mean "slowQuery"?',
      }) as Error,
    );
    expect(() => {
      on("query", "log");
    }).toThrow('on("query", …) takes a function to call.');
    expect(() => {
      on("query", () => undefined, { parameter: true });
    }).toThrow("parameter is not an option.");
  });
});

describeEachServer("The events of connections", (engine) => {
  let made: TestDatabase;

  beforeAll(async () => {
    made = await engine.create();
  });
  afterAll(() => made.drop());

  it("are one creation and one end for each, whatever ends it", async () => {
    const events: DatabaseEvent[] = [];
    const db = await connect({
      database: made.url,
      pool: { min: 2, max: 6, idleTimeoutMs: 30, maxLifetimeMs: 400 },
      log: (event) => events.push(event),
    });
    const onlooker = openOnlooker(made.url);
    const reasons = (): Set<string> =>
      new Set(
        events
          .filter(
            (event): event is ConnectionClosedEvent =>
              event.kind === "connectionClosed",
          )
          .map(({ reason }) => reason),
      );
    await Promise.all(
      Array.from({ length: 6 }, () => db.query("select pg_sleep(0.2)")),
    );
    await waitUntil(() => reasons().has("idle") && reasons().has("expired"));
    // A session that was ended may have been about to expire, and then has that as its reason.
    await waitUntil(async () => {
      await onlooker.endSessions({ wait: true });
      return reasons().has("lost");
    });
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    await db.close();
    await onlooker.close();
    const ids = (kind: string): number[] =>
      events
        .filter((event) => event.kind === kind)
        .map((event) => (event as ConnectionClosedEvent).id)
        .sort((a, b) => a - b);
    expect(reasons()).toEqual(new Set(["idle", "expired", "lost", "closing"]));
    expect(ids("connectionClosed")).toEqual(ids("connectionCreated"));
    expect(new Set(ids("connectionCreated")).size).toBe(
      count(events, "connectionCreated"),
    );
  });

  it("are one error for each session that the server ends, idle or at work, and the next statement is answered", async () => {
    const db = await connect({
      database: made.url,
      pool: { min: 3, max: 3 },
    });
    await waitUntil(() => db.stats().total === 3);
    const errors: ConnectionErrorEvent[] = [];
    const closed: ConnectionClosedEvent[] = [];
    db.on("connectionError", (event) => errors.push(event));
    db.on("connectionClosed", (event) => closed.push(event));
    const onlooker = openOnlooker(made.url);
    const cutOff = db.query("select pg_sleep(30)");
    cutOff.catch(() => undefined);
    await waitUntil(
      async () =>
        (
          await onlooker.row(
            "select count(*)::int as n from pg_stat_activity where query = 'select pg_sleep(30)' and state = 'active' and datname = current_database()",
          )
        )["n"] === 1,
    );
    await onlooker.endSessions({ wait: true });
    await expect(cutOff).rejects.toMatchObject({ code: "CONNECTION" });
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    await waitUntil(() => closed.length >= 3);
    expect(errors.map(({ error }) => error.code)).toEqual(
      Array.from({ length: 3 }, () => "CONNECTION"),
    );
    expect(errors.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    expect(closed.map(({ id, reason }) => [id, reason]).sort()).toEqual([
      [1, "lost"],
      [2, "lost"],
      [3, "lost"],
    ]);
    expect(errors[0]?.error.message).toContain(db.label);
    await onlooker.close();
    await db.close();
  });

  it("belong to where the database was connected, not to whoever needed a connection first", async () => {
    const place = new AsyncLocalStorage<string>();
    const db = await place.run("start", () =>
      connect({ database: made.url, pool: { min: 0, max: 2 } }),
    );
    const places: (string | undefined)[] = [];
    for (const name of ["connectionCreated", "connectionClosed"] as const)
      db.on(name, () => places.push(place.getStore()));
    await place.run("request", () =>
      Promise.all([db.query("select pg_sleep(0.1)"), db.query("select 1")]),
    );
    // On a busy machine the first is free again before the second connection is open.
    await waitUntil(() => db.stats().idle === 2);
    const onlooker = openOnlooker(made.url);
    await onlooker.endSessions({ wait: true });
    await waitUntil(() => db.stats().total === 0);
    expect(places).toEqual(["start", "start", "start"]);
    await onlooker.close();
    await db.close();
  });

  it("are an error without a number when no connection can be opened", async () => {
    const role = `arx_refused_${String(process.pid)}`;
    const onlooker = openOnlooker(made.url);
    await onlooker.row(
      `create role ${role} login connection limit 1 password 'limited'`,
    );
    const url = new URL(made.url);
    url.username = role;
    url.password = "limited";
    const db = await connect({ database: url.href, pool: { min: 0, max: 2 } });
    const errors: ConnectionErrorEvent[] = [];
    db.on("connectionError", (event) => errors.push(event));
    await Promise.all([db.query("select pg_sleep(0.1)"), db.query("select 1")]);
    await waitUntil(() => errors.length > 0);
    expect(errors).toMatchObject([
      {
        id: undefined,
        processId: undefined,
        total: 1,
        error: { code: "CONNECTION", sqlState: "53300" },
      },
    ]);
    expect(errors[0]?.error.message).not.toContain("limited");
    await db.close();
    await onlooker.row(`drop role ${role}`);
    await onlooker.close();
  });
});
