import { inspect } from "node:util";
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { ConnectionError } from "../../lib/errors/database-error";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { listenBetween } from "../support/proxy";
import { describeEachServer, waitUntil } from "../support/servers";

const aTime = expect.any(Number) as number;

describeEachEngine("The health of a database", (engine) => {
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

  it("is good while it answers, with its version and its state", async () => {
    expect(await db.health()).toEqual({
      healthy: true,
      latencyMs: aTime,
      version: expect.stringMatching(
        new RegExp(String.raw`^${String(db.serverVersion)}(\.\d+)+$`),
      ) as string,
      isInRecovery: false,
      isReadOnly: false,
    });
  });

  it("is asked outside of the transaction around it, and bad when no connection becomes free in time", async () => {
    const health = await db.transaction(() => db.health({ timeoutMs: 50 }));
    expect(health).toMatchObject({
      healthy: false,
      latencyMs: aTime,
      error: {
        name: "QueryTimeoutError",
        message: "The statement waited 50 ms for its turn and was not run.",
      },
    });
    expect(await db.health()).toMatchObject({ healthy: true });
    expect(db.stats()).toMatchObject({ active: 0, waiting: 0 });
  });

  it("is bad for an option that cannot be, without rejecting", async () => {
    for (const timeoutMs of [0, Number.NaN, "5" as unknown as number])
      expect(await db.health({ timeoutMs })).toMatchObject({
        healthy: false,
        error: {
          message:
            "health({ timeoutMs }) takes a number of milliseconds above 0.",
        },
      });
    expect(await db.health({ timeout: 5 } as object)).toMatchObject({
      healthy: false,
      error: {
        message: "timeout is not an option.",
        hint: "Did you mean timeoutMs?",
      },
    });
  });

  it("is bad once it is closed", async () => {
    const closed = await connect({ database: made.url, name: "closed" });
    await closed.close();
    expect(await closed.health()).toEqual({
      healthy: false,
      latencyMs: aTime,
      error: expect.any(ConnectionError) as Error,
    });
    expect(await closed.health()).toMatchObject({
      error: { message: `The connection to ${closed.label} is closed.` },
    });
  });
});

describeEachServer("The health of a server", (engine) => {
  let made: TestDatabase;

  beforeAll(async () => {
    made = await engine.create();
  });
  afterAll(() => made.drop());

  it("says that it refuses to write", async () => {
    const url = new URL(made.url);
    url.searchParams.set("options", "-c default_transaction_read_only=on");
    const db = await connect({ database: url.href, pool: { min: 0 } });
    expect(await db.health()).toMatchObject({
      healthy: true,
      isInRecovery: false,
      isReadOnly: true,
    });
    await db.close();
  });

  it("is bad when it is gone, without telling the password", async () => {
    const role = `arx_health_${String(process.pid)}`;
    const owner = await connect({ database: made.url, pool: { min: 0 } });
    await owner.script(`create role ${role} login password 'hidden-word'`);
    const url = new URL(made.url);
    url.username = role;
    url.password = "hidden-word";
    const proxy = await listenBetween(url.href);
    const db = await connect({ database: proxy.url, pool: { min: 0, max: 2 } });
    await proxy.close();
    await waitUntil(() => db.stats().total === 0);
    const health = await db.health();
    expect(health).toMatchObject({
      healthy: false,
      error: {
        code: "CONNECTION",
        message: expect.stringContaining(
          `Cannot connect to ${db.label}: `,
        ) as string,
      },
    });
    const shown = inspect(health, { depth: 9, showHidden: true });
    expect(shown).not.toContain("hidden-word");
    await db.close();
    await owner.script(`drop role ${role}`);
    await owner.close();
  });
});

describe("The health of a server behind a network that is gone", () => {
  it("is bad in time when it answers nothing any more, and good again when it does", async () => {
    const proxy = await listenBetween(
      process.env["ARX_TEST_EMBEDDED_URL"] ?? "",
    );
    const db = await connect({ database: proxy.url, pool: { min: 0, max: 1 } });
    proxy.freeze();
    expect(await db.health({ timeoutMs: 50 })).toMatchObject({
      healthy: false,
      error: {
        name: "QueryTimeoutError",
        message: "The database did not answer within 50 ms.",
      },
    });
    proxy.thaw();
    // The connection that is silent is given up meanwhile.
    await waitUntil(async () => (await db.health()).healthy);
    await proxy.close();
    await db.close();
  }, 20_000);
});
