import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { inspect } from "node:util";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { ConnectionError } from "../../lib/errors/database-error";
import {
  describeEachServer,
  openOnlooker,
  waitUntil,
} from "../support/servers";
import type { Onlooker } from "../support/servers";
import type { TestDatabase } from "../support/engines";

describeEachServer(
  "A database whose sessions are ended by the server",
  (engine) => {
    let made: TestDatabase;
    let onlooker: Onlooker;
    let db: Database;

    beforeAll(async () => {
      made = await engine.create();
      onlooker = openOnlooker(made.url);
      db = await connect({ database: made.url, pool: { min: 3, max: 5 } });
      await db.script("create table notes (id int primary key)");
    });

    afterAll(async () => {
      await db.close();
      await onlooker.close();
      await made.drop();
    });

    beforeEach(async () => {
      await db.execute("delete from notes");
      await waitUntil(() => db.stats().total >= 3 && db.stats().active === 0);
    });

    it("answers the next statement", async () => {
      await onlooker.endSessions({ wait: true });
      expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    });

    it("runs none of many statements twice, whenever the sessions end", async () => {
      await onlooker.endSessions({ wait: false });
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, id) =>
          db.execute("insert into notes values ($1)", [id]),
        ),
      );
      const kept = await db.query<{ id: number }>("select id from notes");
      const ids = kept.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [id, outcome] of outcomes.entries()) {
        if (outcome.status === "fulfilled") expect(ids).toContain(id);
        // The session ended while it ran, so that nobody can tell.
        else expect(outcome.reason).toMatchObject({ code: "CONNECTION" });
      }
    });

    it("begins the next transaction and the next reservation on a connection that lives", async () => {
      await onlooker.endSessions({ wait: true });
      await db.transaction(() => db.execute("insert into notes values (1)"));
      await onlooker.endSessions({ wait: true });
      expect(await db.reserve(() => db.query("select id from notes"))).toEqual([
        { id: 1 },
      ]);
    });

    it("reports a statement that was cut off while it ran, and does not run it again", async () => {
      const cutOff = db.query("select pg_sleep(30)");
      cutOff.catch(() => undefined);
      await waitUntil(
        async () =>
          (
            await onlooker.row(
              "select count(*)::int as n from pg_stat_activity where query like 'select pg_sleep%' and state = 'active' and datname = current_database()",
            )
          )["n"] === 1,
      );
      await onlooker.endSessions({ wait: true });
      await expect(cutOff).rejects.toBeInstanceOf(ConnectionError);
      await expect(cutOff).rejects.toMatchObject({
        neverRan: false,
        code: "CONNECTION",
        message: `The connection to ${db.label} was lost.`,
      });
      expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    });

    it("undoes a transaction that was cut off, and goes on with the next", async () => {
      const cutOff = db.transaction(async () => {
        await db.execute("insert into notes values (1)");
        await onlooker.endSessions({ wait: true });
        await db.execute("insert into notes values (2)");
      });
      await expect(cutOff).rejects.toBeInstanceOf(ConnectionError);
      expect(await db.query("select id from notes")).toEqual([]);
      await db.transaction(() => db.execute("insert into notes values (3)"));
      expect(await db.query("select id from notes")).toEqual([{ id: 3 }]);
      await waitUntil(() => db.stats().active === 0);
    });

    it("does not send the rest of a cut-off transaction elsewhere, even when much of it waits to be written", async () => {
      const large = "x".repeat(100_000);
      const cutOff = db.transaction(async () => {
        await db.execute("insert into notes values (1)");
        const rest = Array.from({ length: 50 }, (_, n) =>
          db.execute(`insert into notes select $1::int where $2::text <> ''`, [
            n + 10,
            large,
          ]),
        );
        await Promise.all([onlooker.endSessions({ wait: false }), ...rest]);
      });
      await cutOff.catch(() => undefined);
      // A session that is still ending could cut off the question as well.
      await onlooker.endSessions({ wait: true });
      const { n } = await db.one<{ n: number }>(
        "select count(*)::int as n from notes",
      );
      expect([0, 51]).toContain(n);
    });

    it("opens its connections again in the background", async () => {
      await onlooker.endSessions({ wait: true });
      await waitUntil(() => db.stats().total === 3);
    });
  },
);

describe("A database that cannot be reached", () => {
  const embedded = process.env["ARX_TEST_EMBEDDED_URL"] ?? "";

  const refusal = async (
    database: string,
    connectTimeoutMs = 2000,
  ): Promise<ConnectionError> => {
    const error = await connect({ database, pool: { connectTimeoutMs } }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ConnectionError);
    return error as ConnectionError;
  };

  it("says that the password is wrong, and shows neither it nor the right one", async () => {
    const url = new URL(embedded);
    url.password = "s3cr3t:p@ss/word";
    const error = await refusal(url.href);
    expect(error).toMatchObject({
      sqlState: "28P01",
      message: `Cannot connect to postgres://postgres@${url.host}/postgres: password authentication failed for user "postgres"`,
      hint: "Check the user name and the password; in a URL, percent-encode special characters.",
    });
    const shown = inspect(error, { depth: 9, showHidden: true });
    expect(shown).not.toContain("s3cr3t");
    expect(shown).not.toContain("s3cr3t".slice(0, 4));
  });

  it("says that the database does not exist", async () => {
    const url = new URL(embedded);
    url.pathname = "/nowhere";
    expect(await refusal(url.href)).toMatchObject({
      sqlState: "3D000",
      message: expect.stringContaining(
        'database "nowhere" does not exist',
      ) as string,
      hint: "Create the database first, or correct its name.",
    });
  });

  it("says that nobody listens", async () => {
    const { port, close } = await listen(() => undefined);
    await close();
    expect(
      await refusal(`postgres://u:hidden@127.0.0.1:${String(port)}/d`),
    ).toMatchObject({
      message: `Cannot connect to postgres://u@127.0.0.1:${String(port)}/d: connect ECONNREFUSED 127.0.0.1:${String(port)}`,
      hint: "Is the server running, and are host and port right?",
    });
    expect(
      await refusal("postgres://u:hidden@127.0.0.1/d?host=/nowhere"),
    ).toMatchObject({
      hint: "Is the server running, and is this the directory of its socket?",
    });
  });

  it("says that the server does not answer, closes at once, or speaks something else", async () => {
    const silent = await listen(() => undefined);
    expect(
      await refusal(`postgres://u@127.0.0.1:${String(silent.port)}/d`, 100),
    ).toMatchObject({
      message: expect.stringContaining("no answer within 100 ms.") as string,
      hint: "Check host, port and firewall, or raise pool.connectTimeoutMs.",
    });
    await silent.close();
    const closing = await listen((socket) => socket.destroy());
    await refusal(`postgres://u@127.0.0.1:${String(closing.port)}/d`);
    await refusal(
      `postgres://u@127.0.0.1:${String(closing.port)}/d?sslmode=require`,
    );
    await closing.close();
    const other = await listen((socket) =>
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    );
    await refusal(`postgres://u@127.0.0.1:${String(other.port)}/d`, 500);
    await other.close();
  });

  it("leaves the place of the default database free", async () => {
    await refusal("postgres://u@127.0.0.1:1/d");
    const db = await connect({ database: embedded, pool: { min: 0 } });
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    await db.close();
  });
});

async function listen(
  answer: (socket: Socket) => void,
): Promise<{ port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
