import { connect, ConnectionError, ReadOnlyError, sql } from "arx";
import type { Database } from "arx";
import { OwnServer } from "../support/own-server";
import { waitUntil } from "../support/servers";

jest.setTimeout(90_000);

describe("A server", () => {
  let server: OwnServer;

  beforeAll(async () => {
    server = await OwnServer.create({ max_connections: "12" });
    const db = await connect({ database: server.url, pool: { min: 0 } });
    await db.script(`
      create role app login password 'app';
      create role single login password 'single' connection limit 1;
      create role reader login password 'reader';
      alter role reader set default_transaction_read_only = on;
      create table notes (id int primary key);
      grant all on notes to public;
    `);
    await db.close();
  });

  afterAll(() => server.delete());

  const urlOf = (user: string): string =>
    server.url.replace("postgres:postgres@", `${user}:${user}@`);

  describe("that refuses", () => {
    const refusal = async (database: string): Promise<unknown> =>
      connect({ database, pool: { min: 0 } }).catch((error: unknown) => error);

    it.each([
      [
        "a password that is wrong",
        (url: string) => url.replace(":postgres@", ":wr0ng@"),
        "28P01",
        'password authentication failed for user "postgres"',
        "Check the user name and the password; in a URL, percent-encode special characters.",
      ],
      [
        "a role that does not exist, without saying so",
        (url: string) => url.replace("postgres:postgres@", "nobody:wr0ng@"),
        "28P01",
        'password authentication failed for user "nobody"',
        "Check the user name and the password; in a URL, percent-encode special characters.",
      ],
      [
        "a database that does not exist",
        (url: string) => url.replace(/postgres$/, "nowhere"),
        "3D000",
        'database "nowhere" does not exist',
        "Create the database first, or correct its name.",
      ],
    ])("%s", async (_, change, sqlState, reason, hint) => {
      const url = change(server.url);
      const shown = url.replace(/:[^:@]*@/, "@");
      expect(await refusal(url)).toMatchObject({
        name: "ConnectionError",
        code: "CONNECTION",
        sqlState,
        message: `Cannot connect to ${shown}: ${reason}`,
        hint,
      });
    });

    it("more connections than it has, and the pool goes on with those it got", async () => {
      const first = await connect({
        database: urlOf("single"),
        pool: { min: 0 },
      });
      expect(await refusal(urlOf("single"))).toMatchObject({
        sqlState: "53300",
        message: expect.stringContaining(
          'too many connections for role "single"',
        ) as string,
        hint: "Lower pool.max, or raise max_connections at the server.",
      });
      const answers = Array.from({ length: 20 }, (_, n) =>
        first.one("select $1::int as n", [n]),
      );
      expect(await Promise.all(answers)).toHaveLength(20);
      await first.close();
      const greedy = await connect({
        database: urlOf("app"),
        pool: { min: 0, max: 40 },
      });
      const sleeps = Array.from({ length: 40 }, () =>
        greedy.one("select pg_sleep(0.05)"),
      );
      expect(await Promise.all(sleeps)).toHaveLength(40);
      expect(greedy.stats().total).toBeLessThan(12);
      await greedy.close();
    });
  });

  it("that is read-only for this role says so when something is written", async () => {
    const db = await connect({ database: urlOf("reader"), pool: { min: 0 } });
    expect(await db.query("select id from notes")).toEqual([]);
    const write = db.execute("insert into notes values (1)");
    await expect(write).rejects.toBeInstanceOf(ReadOnlyError);
    await expect(write).rejects.toMatchObject({
      code: "READ_ONLY",
      sqlState: "25006",
      suggestedStatus: 503,
      message: "cannot execute INSERT in a read-only transaction",
      hint: "Write outside of { readOnly: true }; when the server is a standby or default_transaction_read_only is on, connect to the primary.",
    });
    await db.close();
  });

  it("that is restarted under load fails what it cut off, runs nothing twice, and serves again", async () => {
    const db = await connect({
      database: server.url,
      pool: { min: 2, max: 5, connectTimeoutMs: 20_000 },
    });
    const outcomes = new Map<number, unknown>();
    let isOver = false;
    let next = 0;
    const work = async (): Promise<void> => {
      while (!isOver) {
        const id = next++;
        outcomes.set(
          id,
          await db
            .execute("insert into notes values ($1)", [id])
            .catch((error: unknown) => error),
        );
      }
    };
    const workers = Array.from({ length: 10 }, work);
    await waitUntil(() => outcomes.size > 100);
    await server.stop();
    const last = (): unknown => [...outcomes.values()].at(-1);
    await waitUntil(() => last() instanceof ConnectionError);
    await server.start();
    await waitUntil(() => last() === 1);
    isOver = true;
    await Promise.all(workers);
    const kept = await db.query<{ id: number }>("select id from notes");
    const ids = new Set(kept.map(({ id }) => id));
    for (const [id, outcome] of outcomes) {
      if (outcome === 1) expect(ids.has(id)).toBe(true);
      // Cut off while it ran: nobody can tell. Otherwise it never ran.
      else if (!(outcome as ConnectionError).neverRan)
        expect(outcome).toBeInstanceOf(ConnectionError);
      else expect(ids.has(id)).toBe(false);
    }
    await db.close();
  });

  it("that crashes and recovers serves again", async () => {
    const db = await connect({ database: server.url, pool: { min: 2 } });
    const cutOff = db.query("select pg_sleep(60)");
    cutOff.catch(() => undefined);
    await waitUntil(() => db.stats().active === 1);
    await server.stop("immediate");
    await expect(cutOff).rejects.toMatchObject({ code: "CONNECTION" });
    await waitUntil(() => db.stats().total === 0);
    let refusal: unknown;
    // A login that was under way when it crashed ends in another way.
    await waitUntil(async () => {
      refusal = await db.query("select 1").catch((error: unknown) => error);
      return String(refusal).includes("ECONNREFUSED");
    });
    expect(refusal).toMatchObject({
      code: "CONNECTION",
      hint: "Is the server running, and are host and port right?",
    });
    await server.start();
    await waitUntil(() =>
      db.query("select 1").then(
        () => true,
        () => false,
      ),
    );
    await db.close();
  });

  it("that is shutting down is waited for as long as connecting may take", async () => {
    const held = await connect({
      database: server.url,
      pool: { min: 1, max: 1 },
    });
    server.beginStop("smart");
    await waitUntil(async () =>
      (await server.readLines("postmaster.pid")).includes("stopping"),
    );
    await expect(
      connect({
        database: server.url,
        pool: { min: 0, connectTimeoutMs: 300 },
      }),
    ).rejects.toMatchObject({
      code: "CONNECTION",
      sqlState: "57P03",
      message: expect.stringContaining("is shutting down") as string,
      hint: "The server is starting, stopping or recovering; try again, or raise pool.connectTimeoutMs.",
    });
    expect(await held.one("select 1 as n")).toEqual({ n: 1 });
    await held.close();
    await server.stop();
    await server.start();
  });
});

describe("A standby", () => {
  let primary: OwnServer;
  let standby: OwnServer;
  let main: Database;

  beforeAll(async () => {
    primary = await OwnServer.create({ wal_level: "replica" });
    await primary.stop();
    standby = await primary.copy();
    await primary.start();
    await standby.set({
      primary_conninfo: `host=127.0.0.1 port=${String(primary.port)} user=postgres password=postgres`,
    });
    await standby.write("standby.signal", "");
    await primary.write(
      "pg_hba.conf",
      "host replication all 127.0.0.1/32 scram-sha-256\n",
      "a",
    );
    main = await connect({ database: primary.url, pool: { min: 0 } });
    await main.query("select pg_reload_conf()");
    await main.script(
      "create table notes (id int primary key); insert into notes values (1)",
    );
    await standby.start();
  });

  afterAll(async () => {
    await main.close();
    await standby.delete();
    await primary.delete();
  });

  it("reads what the primary wrote, refuses to write, and writes once it is promoted", async () => {
    const db = await connect({
      database: standby.url,
      name: "standby",
      pool: { min: 0 },
    });
    await waitUntil(() =>
      db.query("select id from notes").then(
        (rows) => rows.length === 1,
        () => false,
      ),
    );
    expect(await db.run(() => sql`select pg_is_in_recovery() as r`)).toEqual([
      { r: true },
    ]);
    expect(await db.health()).toMatchObject({
      healthy: true,
      isInRecovery: true,
      isReadOnly: true,
    });
    const write = db.transaction(() =>
      db.execute("insert into notes values (2)"),
    );
    await expect(write).rejects.toBeInstanceOf(ReadOnlyError);
    await expect(write).rejects.toMatchObject({
      sqlState: "25006",
      message: "cannot execute INSERT in a read-only transaction",
    });
    await db.query("select pg_promote()");
    expect(await db.execute("insert into notes values (2)")).toBe(1);
    expect(await db.health()).toMatchObject({
      isInRecovery: false,
      isReadOnly: false,
    });
    await db.close();
  });

  it("that takes no sessions yet is waited for, as a server that is starting", async () => {
    await standby.stop();
    await standby.set({ hot_standby: "off" });
    await standby.write("standby.signal", "");
    await standby.start("entering standby mode");
    await expect(
      connect({
        database: standby.url,
        pool: { min: 0, connectTimeoutMs: 300 },
      }),
    ).rejects.toMatchObject({ code: "CONNECTION", sqlState: "57P03" });
    const opening = connect({
      database: standby.url,
      name: "later",
      pool: { min: 0, connectTimeoutMs: 30_000 },
    });
    // What pg_ctl promote does.
    await standby.write("promote", "");
    standby.tell("SIGUSR1");
    const db = await opening;
    expect(await db.query("select id from notes order by id")).toEqual([
      { id: 1 },
      { id: 2 },
    ]);
    await db.close();
  });
});
