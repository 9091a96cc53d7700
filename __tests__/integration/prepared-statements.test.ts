import { connect as connectTo, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { describeEachServer } from "../support/servers";
import type { TestDatabase } from "../support/engines";

describeEachServer("Prepared statements", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
  });

  afterAll(() => made.drop());

  beforeEach(async () => {
    db = await connect({ database: made.url, pool: { max: 1 } });
  });

  afterEach(() => db.close());

  const prepared = async (like = "%"): Promise<unknown> =>
    (
      await db.one(
        "select count(*)::int as n from pg_prepared_statements where statement like $1",
        [like],
      )
    )["n"];

  it("are made once for each text", async () => {
    for (let n = 0; n < 100; n++) await db.one("select $1::int as once", [n]);
    expect(await prepared("%as once")).toBe(1);
  });

  it("are made once even when the first runs come at the same time", async () => {
    await db.transaction(() =>
      Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          db.one("select $1::int as twice", [n]),
        ),
      ),
    );
    expect(await prepared("%as twice")).toBe(1);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        db.one("select $1::int as thrice", [n]),
      ),
    );
    expect(await prepared("%as thrice")).toBe(1);
  });

  it("are not made without end", async () => {
    for (let n = 0; n < 700; n++)
      await db.one(`select $1::int as n${String(n)}`, [n]);
    expect(await prepared()).toBeLessThanOrEqual(501);
  });

  it("are not made with prepare: false, as a pooler in transaction mode may need", async () => {
    await db.close();
    db = await connect({
      database: made.url,
      pool: { max: 1, prepare: false },
    });
    expect(
      await db.one("select $1::int as i, $2::jsonb as j", [1, { a: 1 }]),
    ).toEqual({ i: 1, j: { a: 1 } });
    await db.transaction(() =>
      db.transaction(() => db.one("select $1::text as t", ["x"])),
    );
    expect(await prepared()).toBe(0);
  });

  it("survive a change of the table they read", async () => {
    await db.script(
      "create table shapes (id int, a int); insert into shapes values (1, 2)",
    );
    expect(await db.query("select * from shapes")).toEqual([{ id: 1, a: 2 }]);
    await db.script("alter table shapes add b int");
    expect(await db.query("select * from shapes")).toEqual([
      { id: 1, a: 2, b: null },
    ]);
    await db.script("alter table shapes drop a");
    expect(
      await Promise.all([1, 2, 3].map(() => db.query("select * from shapes"))),
    ).toEqual([
      [{ id: 1, b: null }],
      [{ id: 1, b: null }],
      [{ id: 1, b: null }],
    ]);
    await db.script("alter table shapes alter id type bigint");
    const inTransaction = db.transaction(() =>
      db.query("select * from shapes"),
    );
    await expect(inTransaction).rejects.toMatchObject({
      sqlState: "0A000",
      message: "cached plan must not change result type",
    });
    expect(await db.query("select * from shapes")).toEqual([
      { id: 1, b: null },
    ]);
  });

  it("survive a change of the types that their parameters are compared with and written to", async () => {
    await db.script(
      "create table codes (code int); insert into codes values (1)",
    );
    const find = (code: string): Promise<unknown> =>
      db.query("select code from codes where code = $1", [code]);
    const add = (code: string): Promise<unknown> =>
      db.execute("insert into codes values ($1)", [code]);
    expect(await find("1")).toEqual([{ code: 1 }]);
    expect(await add("2")).toBe(1);
    await db.script("alter table codes alter code type text");
    expect(await find("1")).toEqual([{ code: "1" }]);
    expect(await add("A-1")).toBe(1);
    expect(await find("A-1")).toEqual([{ code: "A-1" }]);
  });

  it("are kept once by those that find the change together", async () => {
    await db.script("create table joint (a int)");
    const all = (): Promise<unknown> => db.query("select * from joint");
    await all();
    await db.script("alter table joint add b int");
    await Promise.all([all(), all(), all(), all()]);
    expect(await prepared("select * from joint")).toBe(1);
  });

  it("run once when they fail while they run, also for a reason that would do before", async () => {
    await db.script(`
      create table calls (n serial);
      create table numbers (n int);
      create procedure call_then_fail() language plpgsql as $$ begin
        insert into calls default values;
        commit;
        execute 'insert into numbers values (''x''::text)';
      end $$;
    `);
    for (const times of [1, 2]) {
      await expect(db.query("call call_then_fail()")).rejects.toMatchObject({
        sqlState: "42804",
      });
      expect(await db.query("select * from calls")).toHaveLength(times);
    }
    await db.script(`
      create function fail() returns int language plpgsql as $$ begin
        perform nextval('calls_n_seq');
        execute 'deallocate missing';
      end $$;
    `);
    await db.query("select nextval('calls_n_seq')");
    await expect(db.query("select fail()")).rejects.toMatchObject({
      sqlState: "26000",
    });
    expect(await db.one("select last_value as n from calls_n_seq")).toEqual({
      n: 4,
    });
  });

  it("survive being thrown away at the server", async () => {
    expect(await db.one("select $1::int as n", [1])).toEqual({ n: 1 });
    await db.script("deallocate all");
    expect(await db.one("select $1::int as n", [2])).toEqual({ n: 2 });
  });

  it.each([true, false])(
    "take one round trip at their first run too (prepare: %s)",
    async (prepare) => {
      const proxy = await listenBetween(made.url);
      const behind = await connect({
        database: proxy.url,
        pool: { max: 1, prepare },
      });
      proxy.trips.length = 0;
      await behind.one("select $1::int as n, $2::jsonb as j", [1, { a: 1 }]);
      expect(proxy.trips.join(" ")).toBe("asked answered");
      await behind.close();
      await proxy.close();
    },
  );

  it("take as many parameters as the protocol allows", async () => {
    const numbers = Array.from({ length: 65_000 }, (_, n) => n);
    const list = numbers.map((n) => `$${String(n + 1)}::int`).join(",");
    expect(
      await db.one(`select array_length(array[${list}], 1) as n`, numbers),
    ).toEqual({ n: 65_000 });
  });
});

describeEachServer("A session", (engine) => {
  it("is set to the forms that the codecs read, whatever the database has", async () => {
    const made = await engine.create();
    const url = new URL(made.url);
    const admin = await connect({ database: made.url });
    const name = url.pathname.slice(1);
    await admin.script(`
      alter database ${name} set datestyle = 'German';
      alter database ${name} set intervalstyle = 'iso_8601';
      alter database ${name} set bytea_output = 'escape';
      alter database ${name} set extra_float_digits = -3;
    `);
    await admin.close();
    const db = await connect({ database: made.url });
    expect(
      await db.one(
        "select '2020-02-03'::date as d, '2020-02-03 04:05:06Z'::timestamptz as z, '1 day 2:03'::interval as i, '\\xff00'::bytea as b, 1::float8 / 3 as f",
      ),
    ).toEqual({
      d: "2020-02-03",
      z: new Date("2020-02-03T04:05:06Z"),
      i: "1 day 02:03:00",
      b: Buffer.from([255, 0]),
      f: 1 / 3,
    });
    await db.close();
    await made.drop();
  });

  it("has the name and the settings of the URL, and nothing of the environment", async () => {
    const made = await engine.create();
    const before = { ...process.env };
    Object.assign(process.env, {
      PGAPPNAME: "wrong",
      PGUSER: "wrong",
      PGDATABASE: "wrong",
      PGPASSWORD: "wrong",
      PGHOST: "wrong",
      PGPORT: "1",
    });
    const url = new URL(made.url);
    url.searchParams.set("application_name", "shop");
    url.searchParams.set("options", "-c search_path=app,public");
    const db = await connect({ database: url.href });
    process.env = before;
    expect(
      await db.one(
        "select current_setting('application_name') as a, current_setting('search_path') as s",
      ),
    ).toEqual({
      a: "shop",
      s: "app,public",
    });
    await db.close();
    await made.drop();
  });

  it("ends with an error that helps when a statement wants a stream", async () => {
    const made = await engine.create();
    const db = await connect({ database: made.url, pool: { max: 1 } });
    await db.script("create table lines (t text)");
    await expect(db.query("copy lines from stdin")).rejects.toMatchObject({
      name: "InvalidArgumentError",
    });
    await expect(db.query("copy lines to stdout")).rejects.toMatchObject({
      name: "InvalidArgumentError",
    });
    expect(await db.query("select * from lines")).toEqual([]);
    await db.close();
    await made.drop();
  });

  it("ends with an error that helps when its texts would be read and written wrongly from then on", async () => {
    const made = await engine.create();
    const db = await connect({ database: made.url, pool: { max: 1 } });
    await db.script("set client_encoding to 'UTF8'");
    await expect(
      db.script("set client_encoding to 'LATIN1'"),
    ).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message:
        "client_encoding must stay UTF8: the session that was given another one has been ended.",
    });
    expect(await db.one("select length($1::text) as n", ["ä"])).toEqual({
      n: 1,
    });
    await db.close();
    await made.drop();
  });

  it("is silent about notices", async () => {
    const made = await engine.create();
    const db = await connect({ database: made.url });
    const written = jest.spyOn(process.stdout, "write");
    await db.script(
      "do $$ begin raise notice 'hello'; raise warning 'hello'; end $$",
    );
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
    await db.close();
    await made.drop();
  });
});

/** Stands between program and server and writes down who speaks, each turn once. */
async function listenBetween(url: string): Promise<{
  readonly url: string;
  readonly trips: string[];
  readonly close: () => Promise<void>;
}> {
  const target = new URL(url);
  const trips: string[] = [];
  const note = (trip: string) => (): void => {
    if (trips.at(-1) !== trip) trips.push(trip);
  };
  const proxy = createServer((client) => {
    const server = connectTo(Number(target.port), target.hostname);
    client.on("data", note("asked")).pipe(server);
    server.on("data", note("answered")).pipe(client);
    for (const socket of [client, server]) socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const own = new URL(url);
  own.hostname = "127.0.0.1";
  own.port = String((proxy.address() as AddressInfo).port);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      proxy.close(() => {
        resolve();
      });
    });
  return { url: own.href, trips, close };
}
