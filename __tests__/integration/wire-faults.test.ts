import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { ConnectionError } from "../../lib/errors/database-error";
import { errorMessage, handOn, openByteProxy } from "../support/byte-proxy";
import type { ByteProxy } from "../support/byte-proxy";
import {
  describeEachServer,
  openOnlooker,
  waitUntil,
} from "../support/servers";
import type { Onlooker } from "../support/servers";
import type { TestDatabase } from "../support/engines";

describeEachServer("Statements on a session that fails", (engine) => {
  let made: TestDatabase;
  let onlooker: Onlooker;
  let proxy: ByteProxy;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    onlooker = openOnlooker(made.url);
    await onlooker.row("create table runs (run int, id int)");
  });

  afterAll(async () => {
    await onlooker.close();
    await made.drop();
  });

  const open = async (): Promise<void> => {
    proxy = await openByteProxy(made.url);
    db = await connect({ database: proxy.url, pool: { min: 0, max: 1 } });
  };

  beforeEach(open);

  afterEach(async () => {
    await db.close();
    await proxy.close();
  });

  const insert = (run: number, id: number): Promise<number> =>
    db.execute("insert into runs values ($1, $2)", [run, id]);

  /** How often each statement of a run has run. */
  const countRuns = async (run: number): Promise<number[]> => {
    // What was cut off may still be running.
    await waitUntil(
      async () =>
        (
          await onlooker.row(
            "select count(*)::int as n from pg_stat_activity where application_name = 'arx' and datname = current_database()",
          )
        )["n"] === db.stats().total,
    );
    const { counts } = await onlooker.row(
      `select array(select (select count(*)::int from runs where run = ${String(run)} and runs.id = given.id) from generate_series(1, 2) given (id)) as counts`,
    );
    return counts as number[];
  };

  it("settle each, and none runs twice, wherever the answers are cut off", async () => {
    let isCut = true;
    for (let run = 0; isCut; run += 5) {
      let left = run;
      isCut = false;
      proxy.answer = (bytes, client) => {
        if (bytes.length < left) client.write(bytes);
        else client.end(bytes.subarray(0, left));
        isCut = bytes.length >= left;
        left = isCut ? Infinity : left - bytes.length;
        if (isCut) proxy.answer = handOn;
      };
      const outcomes = await Promise.allSettled([
        insert(run, 1),
        db.script(`insert into runs values (${String(run)}, 2)`),
      ]);
      proxy.answer = handOn;
      const counts = await countRuns(run);
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === "fulfilled") expect(counts[index]).toBe(1);
        else {
          expect(outcome.reason).toBeInstanceOf(ConnectionError);
          expect(counts[index]).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it("are not run again when a pooler says that it lost its server, which may have run them", async () => {
    proxy.answer = (_, client) => {
      proxy.answer = handOn;
      client.end(errorMessage("SFATAL", "C08P01", "Mserver conn crashed?"));
    };
    await expect(insert(-1, 1)).rejects.toMatchObject({
      code: "CONNECTION",
      neverRan: false,
    });
    expect(await countRuns(-1)).toEqual([1, 0]);
  });

  it("go to another session when theirs has been ended by the server, even when nobody hangs up", async () => {
    const farewell = errorMessage(
      "SFATAL",
      "VFATAL",
      "C57P01",
      "Mterminating connection",
      "RProcessInterrupts",
    );
    const [idle] = proxy.clients;
    idle?.write(farewell);
    await waitUntil(() => idle?.closed === true);
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
    const [atWork] = proxy.clients;
    proxy.answer = (_, client) => {
      proxy.answer = handOn;
      client.write(farewell);
    };
    expect(await db.one("select 2 as n")).toEqual({ n: 2 });
    await waitUntil(() => atWork?.closed === true);
  });

  it("are rejected when the answer cannot be read", async () => {
    proxy.answer = (_, client) => {
      proxy.answer = handOn;
      // Columns that do not follow.
      client.write(Buffer.from([84, 0, 0, 0, 6, 0, 9]));
    };
    await expect(insert(-2, 1)).rejects.toMatchObject({
      code: "CONNECTION",
      neverRan: false,
    });
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
  });
});
