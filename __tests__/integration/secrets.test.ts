import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { inspect } from "node:util";
import { connect, ConnectionError } from "arx";
import type { Database, DatabaseOptions } from "arx";
import { OwnServer } from "../support/own-server";
import { waitUntil } from "../support/servers";

/** The password of every address here; also what it looks like inside of one, or as bytes that were printed. */
const needle = "n33dle:/@#%";
const forms = [
  "n33dle",
  encodeURIComponent(needle),
  Buffer.from("n33dle").toString("hex"),
  Buffer.from("n33dle").toString("base64").slice(0, 7),
  [...Buffer.from("n33dle")].join(", "),
  [...Buffer.from("n33dle")].join(","),
];

/** All that a program could print of a value, its causes and hidden properties included. */
function show(value: unknown, seen = new Set<unknown>()): string {
  if (seen.has(value)) return "";
  seen.add(value);
  const parts = [
    inspect(value, { depth: 20, showHidden: true, getters: true }),
    inspect(value, { depth: 20, customInspect: false }),
    String(value),
  ];
  if (typeof value === "object" && value !== null) {
    try {
      parts.push(JSON.stringify(value));
    } catch {
      parts.push("circular");
    }
    for (const key of Reflect.ownKeys(value)) {
      const inner: unknown = Reflect.get(value, key);
      if (typeof inner === "object" || typeof inner === "string")
        parts.push(show(inner, seen));
    }
  }
  return parts.join("\n");
}

function expectNoSecret(value: unknown): void {
  const shown = show(value);
  for (const form of forms) expect(shown).not.toContain(form);
}

describe("A password", () => {
  const printed: string[] = [];
  let server: OwnServer;
  let db: Database;
  const events: unknown[] = [];

  const address = (
    user = "app",
    host = `127.0.0.1:${String(server.port)}`,
    rest = "/postgres",
  ): string =>
    `postgres://${user}:${encodeURIComponent(needle)}@${host}${rest}`;

  const refusal = async (options: DatabaseOptions): Promise<unknown> => {
    const error: unknown = await connect({
      ...options,
      pool: { min: 0, connectTimeoutMs: 2000, ...options.pool },
    }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: expect.any(String) as string });
    return error;
  };

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, "write").mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
    server = await OwnServer.create();
    const admin = await connect({ database: server.url, pool: { min: 0 } });
    await admin.script(
      `create role app login superuser password '${needle}'; create role other login password 'other'`,
    );
    await admin.close();
    db = await connect({
      database: address(),
      pool: { min: 0, max: 1, acquireTimeoutMs: 50 },
      log: (event) => events.push(event),
    });
    const names = [
      "transaction",
      "connectionCreated",
      "connectionClosed",
      "connectionError",
      "closed",
    ] as const;
    for (const name of names)
      db.on(name, (event) => events.push([name, event]));
  }, 60_000);

  afterAll(async () => {
    await db.close();
    await server.delete();
    jest.restoreAllMocks();
  });

  it("is not in the error of a connection that is refused", async () => {
    expectNoSecret(await refusal({ database: address("other") }));
    expectNoSecret(await refusal({ database: address("nobody") }));
    expectNoSecret(
      await refusal({ database: address("app", undefined, "/nowhere") }),
    );
    expectNoSecret(await refusal({ database: address("app", "127.0.0.1:1") }));
    expectNoSecret(
      await refusal({ database: address("app", "no-such-host.invalid") }),
    );
    expectNoSecret(
      await refusal({ database: address("app", "", "/d?host=/nowhere") }),
    );
    const secured = ["require", "verify-ca", "verify-full"].map((mode) =>
      address("app", undefined, `/postgres?sslmode=${mode}`),
    );
    for (const database of secured) expectNoSecret(await refusal({ database }));
    expectNoSecret(
      await refusal({
        database: address(
          "app",
          undefined,
          "/postgres?sslmode=require&sslrootcert=/nowhere",
        ),
      }),
    );
  });

  it("is not in the error of a server that speaks something else, or nothing", async () => {
    const sockets = new Set<Socket>();
    for (const answer of ["HTTP/1.1 400\r\n\r\n", "E", undefined]) {
      const other = createServer((socket) => {
        sockets.add(socket);
        socket.on("error", () => undefined);
        if (answer !== undefined) socket.end(answer);
      });
      await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
      const { port } = other.address() as AddressInfo;
      const database = address("app", `127.0.0.1:${String(port)}`);
      expectNoSecret(
        await refusal({ database, pool: { connectTimeoutMs: 200 } }),
      );
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => other.close(done));
    }
  });

  it("is not in the error of an address or an option that is wrong", async () => {
    const wrong = [
      `postgres://app:n33dle#x@h/d`,
      `postgres://app:1/n33dle@h/d`,
      `postgres://app:1?n33dle@h/d`,
      `postgres://app:n33dle%@h/d`,
      `postgres://app:n33dle@h:port/d`,
      `postgres://app:n33dle@h,i/d`,
      `mysql://app:n33dle@h/d`,
      `app:n33dle@h/d`,
      address("app", undefined, "/d?sslmode=n0"),
      address("app", undefined, "/d?unknown=1"),
    ];
    for (const database of wrong) expectNoSecret(await refusal({ database }));
    const options: object[] = [
      { database: { password: needle, port: -1 } },
      { database: { password: needle, unknown: 1 } },
      { database: { password: [needle] } },
      { database: address(), unknown: 1 },
      { database: address(), pool: { unknown: 1 } },
      { database: address(), name: 1 },
    ];
    for (const each of options)
      expectNoSecret(await connect(each).catch((error: unknown) => error));
  });

  it("is not in an error of a statement, of waiting, or of a connection that is lost", async () => {
    const errors: unknown[] = [];
    const keep = (error: unknown): void => void errors.push(error);
    await db.query("select * from nowhere").catch(keep);
    await db.query("select $1::int", [needle]).catch(keep);
    await db.reserve(async () => {
      await db.close().catch(keep);
      const outside = new Promise<void>((done) => setImmediate(done));
      await outside;
    });
    let release: () => void = () => undefined;
    const held = db.reserve(
      () => new Promise<void>((done) => (release = done)),
    );
    await waitUntil(() => db.stats().active === 1);
    await db.query("select 1").catch(keep);
    release();
    await held;
    const admin = await connect({
      database: server.url,
      name: "admin",
      pool: { min: 0 },
    });
    const cutOff = db.query("select pg_sleep(60)").catch(keep);
    await waitUntil(
      async () =>
        (
          await admin.query(
            "select pid, pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'",
          )
        ).length > 0,
    );
    await cutOff;
    await admin.close();
    expect(errors.map((error) => (error as { code: string }).code)).toEqual([
      "DATABASE",
      "DATABASE",
      "INVALID_ARGUMENT",
      "POOL_TIMEOUT",
      "CONNECTION",
    ]);
    for (const error of errors) expectNoSecret(error);
  });

  it("is not in what a database shows of itself, in events, or on the console", async () => {
    expectNoSecret(db);
    expectNoSecret(db.stats());
    expectNoSecret(db.label);
    await db.query("select 1");
    await server.stop("immediate");
    const health = await db.health();
    expect(health.healthy).toBe(false);
    expectNoSecret(health);
    expect(events).toContainEqual([
      "connectionError",
      expect.objectContaining({ error: expect.any(ConnectionError) as Error }),
    ]);
    expectNoSecret(events);
    await server.start();
    // The setup printed nothing either.
    expectNoSecret(printed.join("\n"));
    const closed = await connect({
      database: address(),
      name: "closed",
      pool: { min: 0 },
    });
    await closed.close();
    expectNoSecret(closed);
    expectNoSecret(
      await closed.query("select 1").catch((error: unknown) => error),
    );
  });
});
