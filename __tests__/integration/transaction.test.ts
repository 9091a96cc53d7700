import { AsyncResource } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { afterCommit, connect, transaction } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { sql } from "../../lib/database/sql";
import {
  AfterCommitError,
  Rollback,
  SerializationFailureError,
  TransactionAbortedError,
  TransactionClosedError,
} from "../../lib/errors/database-error";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";

describeEachEngine("A transaction", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url, pool: { max: 5 } });
    await db.script(
      "create table notes (id int primary key, body text not null)",
    );
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  beforeEach(async () => {
    await db.execute("delete from notes");
  });

  const insert = (id: number, body = "x"): Promise<number> =>
    db.execute("insert into notes values ($1, $2)", [id, body]);
  const ids = async (): Promise<unknown[]> =>
    (await db.query("select id from notes order by id")).map(({ id }) => id);

  it("commits what was done in it, and gives what the function gives", async () => {
    const result = await db.transaction(async () => {
      await insert(1);
      return "done";
    });
    expect(result).toBe("done");
    expect(await ids()).toEqual([1]);
  });

  it("undoes everything when the function rejects or throws", async () => {
    const rejects = db.transaction(async () => {
      await insert(1);
      throw new RangeError("no");
    });
    await expect(rejects).rejects.toThrow(new RangeError("no"));
    const throws = db.transaction(() => {
      throw new RangeError("at once");
    });
    await expect(throws).rejects.toThrow("at once");
    expect(await ids()).toEqual([]);
  });

  it("is undone by a Rollback, which it rejects with", async () => {
    const rollback = new Rollback("changed my mind");
    const undone = transaction(async () => {
      await insert(1);
      throw rollback;
    });
    await expect(undone).rejects.toBe(rollback);
    expect(rollback.message).toBe("changed my mind");
    expect(await ids()).toEqual([]);
  });

  it("runs a lazy query that is returned inside", async () => {
    const rows = await db.transaction(
      () => sql`insert into notes values (1, 'lazy') returning id`,
    );
    expect(rows).toEqual([{ id: 1 }]);
    const undone = db.transaction(async () => {
      const lazy = await sql`insert into notes values (2, 'lazy') returning id`;
      throw new RangeError(String(lazy.length));
    });
    await expect(undone).rejects.toThrow("1");
    expect(await ids()).toEqual([1]);
  });

  it("is a savepoint inside another: what fails inside can be caught outside", async () => {
    await db.transaction(async () => {
      await insert(1);
      const inner = db.transaction(async () => {
        await insert(2);
        await insert(1);
      });
      await expect(inner).rejects.toMatchObject({
        name: "UniqueViolationError",
      });
      await insert(3);
      await db.transaction(() => db.transaction(() => insert(4)));
    });
    expect(await ids()).toEqual([1, 3, 4]);
  });

  it("undoes what nested ones kept when it is undone itself", async () => {
    const undone = db.transaction(async () => {
      await db.transaction(() => insert(1));
      throw new RangeError("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(await ids()).toEqual([]);
  });

  it("keeps nested ones that run side by side apart", async () => {
    await db.transaction(async () => {
      const results = await Promise.allSettled(
        [1, 2, 3, 4, 5, 6].map((id) =>
          db.transaction(async () => {
            await insert(id);
            await sleep(1);
            if (id % 2 === 0) throw new RangeError("even");
          }),
        ),
      );
      expect(results.map(({ status }) => status)).toEqual([
        "fulfilled",
        "rejected",
        "fulfilled",
        "rejected",
        "fulfilled",
        "rejected",
      ]);
    });
    expect(await ids()).toEqual([1, 3, 5]);
  });

  it("does not let its own statements fall into a nested one that runs beside them", async () => {
    await db.transaction(async () => {
      const inner = db.transaction(async () => {
        await insert(1);
        await sleep(5);
        throw new RangeError("inner");
      });
      const beside = insert(2);
      await expect(inner).rejects.toThrow("inner");
      await beside;
    });
    expect(await ids()).toEqual([2]);
  });

  it("keeps fifty that are interleaved on a pool of five apart", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        transaction(async () => {
          await insert(index * 2);
          await sleep(index % 7);
          const { n } = await db.one(
            "select count(*)::int as n from notes where id = $1",
            [index * 2],
          );
          expect(n).toBe(1);
          await insert(index * 2 + 1);
          if (index % 5 === 0) throw new Rollback();
        }),
      ),
    );
    const kept = Array.from({ length: 50 }, (_, index) => index).filter(
      (index) => index % 5 !== 0,
    );
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(
      10,
    );
    expect(await ids()).toEqual(
      kept.flatMap((index) => [index * 2, index * 2 + 1]),
    );
  });

  it("refuses statements after its end, wherever they come from", async () => {
    let late: (() => Promise<unknown>) | undefined;
    await db.transaction(() => {
      late = () => insert(1);
      const run = late;
      late = bindToContext(run);
    });
    await expect(late?.()).rejects.toBeInstanceOf(TransactionClosedError);
    await expect(late?.()).rejects.toThrow(
      "The statement came after its transaction had ended.",
    );
    expect(await ids()).toEqual([]);
    await insert(2);
    expect(await ids()).toEqual([2]);
  });

  it("waits for statements under way that were not awaited, and refuses those that follow", async () => {
    let forgotten: Promise<unknown> | undefined;
    await db.transaction(() => {
      forgotten = insert(1).then(() => insert(2));
      forgotten.catch(() => undefined);
    });
    await expect(forgotten).rejects.toBeInstanceOf(TransactionClosedError);
    expect(await ids()).toEqual([1]);
  });

  it("refuses what follows in a nested one that was not awaited, and undoes that", async () => {
    let forgotten: Promise<unknown> | undefined;
    await db.transaction(async () => {
      await insert(1);
      forgotten = db.transaction(async () => {
        await insert(2);
        await sleep(5);
        await insert(3);
      });
      forgotten.catch(() => undefined);
    });
    await expect(forgotten).rejects.toBeInstanceOf(TransactionClosedError);
    expect(await ids()).toEqual([1]);
  });

  it("does not commit silently nothing after a failure that was caught inside", async () => {
    const swallowed = db.transaction(async () => {
      await insert(1);
      await insert(1).catch(() => undefined);
      return "looks fine";
    });
    await expect(swallowed).rejects.toBeInstanceOf(TransactionAbortedError);
    await expect(swallowed).rejects.toMatchObject({
      cause: { name: "UniqueViolationError" },
    });
    expect(await ids()).toEqual([]);
    const nested = db.transaction(async () => {
      const inner = db.transaction(async () => {
        await insert(1).catch(() => undefined);
        await insert(1).catch(() => undefined);
      });
      await expect(inner).rejects.toBeInstanceOf(TransactionAbortedError);
      await insert(2);
    });
    await nested;
    expect(await ids()).toEqual([2]);
  });

  it("commits after a savepoint by hand has rescued a failure", async () => {
    await db.transaction(async () => {
      await insert(1);
      await db.execute("savepoint mine");
      await insert(1).catch(() => undefined);
      await db.execute("rollback to savepoint mine");
    });
    expect(await ids()).toEqual([1]);
  });

  it("explains the error that follows a failed statement", async () => {
    const failed = db.transaction(async () => {
      await insert(1);
      await insert(1).catch(() => undefined);
      await insert(2);
    });
    await expect(failed).rejects.toMatchObject({
      sqlState: "25P02",
      hint: expect.stringContaining("An earlier statement") as string,
    });
  });

  it("reports a constraint that is checked at the commit, and keeps nothing", async () => {
    await db.script(`
      create table parents (id int primary key);
      create table children (parent_id int references parents deferrable initially deferred);
    `);
    const failed = db.transaction(() =>
      db.execute("insert into children values (1)"),
    );
    await expect(failed).rejects.toMatchObject({
      name: "ForeignKeyViolationError",
    });
    expect(await db.query("select * from children")).toEqual([]);
  });

  it("has the isolation and the mode it was asked for, and the next one has not", async () => {
    const show = (): Promise<object> =>
      db.one(
        "select current_setting('transaction_isolation') as i, current_setting('transaction_read_only') as r, current_setting('transaction_deferrable') as d",
      );
    const asked = {
      isolation: "serializable",
      readOnly: true,
      deferrable: true,
    } as const;
    expect(await db.transaction(show, asked)).toEqual({
      i: "serializable",
      r: "on",
      d: "on",
    });
    expect(await db.transaction(show)).toEqual({
      i: "read committed",
      r: "off",
      d: "off",
    });
    await expect(
      db.transaction(() => insert(1), { readOnly: true }),
    ).rejects.toMatchObject({ sqlState: "25006" });
  });

  it("refuses options that only the outermost can have, and options that do not exist", async () => {
    const nested = db.transaction(() =>
      db.transaction(() => insert(1), { isolation: "serializable", retry: 1 }),
    );
    await expect(nested).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message: "isolation, retry cannot be set on a nested transaction.",
    });
    await expect(
      db.transaction(() => 1, { isolation: "snapshot" as "serializable" }),
    ).rejects.toThrow(
      'isolation takes "read committed", "repeatable read", "serializable".',
    );
    await expect(
      db.transaction(() => 1, { isolations: 1 } as object),
    ).rejects.toMatchObject({ hint: "Did you mean isolation?" });
    await expect(db.transaction(() => 1, { retry: -1 })).rejects.toThrow(
      "retry takes a whole number from 0.",
    );
  });

  it("runs afterCommit functions once, in order, after the outermost commit, outside of it", async () => {
    const seen: string[] = [];
    await db.transaction(async () => {
      afterCommit(() => seen.push("first"));
      await db.transaction(() => {
        afterCommit(async () => {
          await sleep(1);
          seen.push(`nested, in a transaction: ${String(db.isInTransaction)}`);
          await insert(7);
        });
      });
      afterCommit(() => seen.push("last"));
      seen.push(`inside, in a transaction: ${String(db.isInTransaction)}`);
    });
    expect(seen).toEqual([
      "inside, in a transaction: true",
      "first",
      "nested, in a transaction: false",
      "last",
    ]);
    expect(await ids()).toEqual([7]);
  });

  it("drops the afterCommit functions of what is rolled back", async () => {
    const seen: string[] = [];
    await db.transaction(async () => {
      const inner = db.transaction(() => {
        afterCommit(() => seen.push("undone"));
        throw new Rollback();
      });
      await expect(inner).rejects.toBeInstanceOf(Rollback);
      afterCommit(() => seen.push("kept"));
    });
    const whole = db.transaction(() => {
      afterCommit(() => seen.push("never"));
      throw new Rollback();
    });
    await expect(whole).rejects.toBeInstanceOf(Rollback);
    expect(seen).toEqual(["kept"]);
  });

  it("refuses an afterCommit function that comes after the end, instead of losing it", async () => {
    let call = (): void => undefined;
    await db.transaction(() => {
      call = AsyncResource.bind(() => {
        afterCommit(() => undefined);
      });
    });
    expect(call).toThrow(TransactionClosedError);
    expect(call).toThrow(
      "The call of afterCommit() came after its transaction had ended.",
    );
  });

  it("runs an afterCommit function at once when there is no transaction", () => {
    const seen: string[] = [];
    afterCommit(() => seen.push("at once"));
    expect(seen).toEqual(["at once"]);
  });

  it("stays committed when an afterCommit function fails, runs the others, and says so", async () => {
    const seen: string[] = [];
    const failed = db.transaction(async () => {
      await insert(1);
      afterCommit(() => {
        throw new RangeError("no mail");
      });
      afterCommit(() => seen.push("ran"));
    });
    await expect(failed).rejects.toBeInstanceOf(AfterCommitError);
    await expect(failed).rejects.toMatchObject({
      errors: [new RangeError("no mail")],
      cause: new RangeError("no mail"),
    });
    expect(seen).toEqual(["ran"]);
    expect(await ids()).toEqual([1]);
  });

  it("runs afterRollback functions, the latest first, for what is undone only", async () => {
    const seen: string[] = [];
    await db.transaction(async () => {
      db.afterRollback(() => seen.push("outer"));
      const inner = db.transaction(async () => {
        db.afterRollback(() => seen.push("first"));
        await db.transaction(() => {
          db.afterRollback(() => seen.push("second"));
        });
        throw new Rollback();
      });
      await expect(inner).rejects.toBeInstanceOf(Rollback);
    });
    expect(seen).toEqual(["second", "first"]);
  });

  it("does not claim to be committed when a nested one could not be undone and its error was caught", async () => {
    const outer = db.transaction(async () => {
      await insert(1);
      await db.execute("savepoint mine");
      const nested = db.transaction(() => db.execute("rollback to mine"));
      await expect(nested).rejects.toMatchObject({ sqlState: "3B001" });
    });
    await expect(outer).rejects.toBeInstanceOf(TransactionAbortedError);
    expect(await ids()).toEqual([]);
    await db.transaction(() => insert(2));
    expect(await ids()).toEqual([2]);
  });

  it("runs the whole function again after a serialization failure, as often as allowed", async () => {
    let runs = 0;
    const fail = (): never => {
      runs++;
      throw new SerializationFailureError("could not serialize access");
    };
    const undone: number[] = [];
    const succeeds = db.transaction(
      async () => {
        db.afterRollback(() => undone.push(runs));
        await insert(1);
        return runs < 2 ? fail() : runs;
      },
      { retry: 2 },
    );
    expect(await succeeds).toBe(2);
    expect(undone).toEqual([2, 1].reverse());
    expect(await ids()).toEqual([1]);
    runs = 0;
    await expect(db.transaction(fail, { retry: 2 })).rejects.toBeInstanceOf(
      SerializationFailureError,
    );
    expect(runs).toBe(3);
    runs = 0;
    await expect(db.transaction(fail)).rejects.toBeInstanceOf(
      SerializationFailureError,
    );
    expect(runs).toBe(1);
  });

  it("sees the failure behind an error of the program's own", async () => {
    let runs = 0;
    const wrapped = db.transaction(
      () => {
        if (++runs === 1)
          throw new RangeError("wrapped", {
            cause: new SerializationFailureError("again"),
          });
        return runs;
      },
      { retry: 1 },
    );
    expect(await wrapped).toBe(2);
  });

  it("refuses to close the database from inside, which would never end", async () => {
    const closing = db.transaction(() => db.close());
    await expect(closing).rejects.toThrow(
      "close() was called inside a transaction, which would wait for itself.",
    );
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
  });

  it("ends with an error, not never, when a nested one waits for its own outer one", async () => {
    const impatient = await connect({
      database: made.url,
      name: "impatient",
      pool: { acquireTimeoutMs: 50 },
    });
    const stuck = impatient.transaction(async () => {
      const outer = bindToContext(() => impatient.query("select 1"));
      await impatient.transaction(() => outer());
    });
    await expect(stuck).rejects.toMatchObject({
      name: "TransactionBusyError",
      code: "TRANSACTION_BUSY",
    });
    await impatient.close();
  });
});

describeEachEngine("A reserved connection", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url, pool: { max: 3 } });
    await db.script("create table notes (id int primary key)");
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  it("carries everything inside, transactions and scripts too", async () => {
    await db.reserve(async (session) => {
      await session.send({
        text: "create temp table mine (n int)",
        parameters: [],
      });
      await db.execute("insert into mine values (1)");
      await db.transaction(async () => {
        await db.execute("insert into mine values (2)");
        await db.reserve(() => db.script("insert into mine values (3)"));
      });
      const undone = db.transaction(async () => {
        await db.execute("delete from mine");
        throw new Rollback();
      });
      await expect(undone).rejects.toBeInstanceOf(Rollback);
      expect(await db.one("select count(*)::int as n from mine")).toEqual({
        n: 3,
      });
      await db.execute("drop table mine");
    });
  });

  it("waits for what was not awaited, and takes nothing afterwards", async () => {
    let late: (() => Promise<unknown>) | undefined;
    await db.reserve(() => {
      void db.execute("insert into notes values (1)");
      late = bindToContext(() => db.execute("insert into notes values (2)"));
    });
    expect(await db.query("select id from notes")).toEqual([{ id: 1 }]);
    await expect(late?.()).rejects.toBeInstanceOf(TransactionClosedError);
  });

  it("runs afterCommit functions of a transaction inside it", async () => {
    const seen: unknown[] = [];
    await db.reserve(async () => {
      await db.transaction(() => {
        db.afterCommit(async () => seen.push(await db.one("select 1 as n")));
      });
      expect(seen).toEqual([{ n: 1 }]);
    });
  });
});

describeEachEngine("A pool of one", (engine) => {
  it("does not hang when transactions, scripts and statements are nested", async () => {
    const made = await engine.create();
    const db = await connect({
      database: made.url,
      pool: { max: 1, acquireTimeoutMs: 5000 },
    });
    await db.script("create table notes (id int primary key)");
    await db.transaction(async () => {
      await db.execute("insert into notes values (1)");
      await db.script("insert into notes values (2)");
      await db.reserve(() =>
        db.transaction(() => db.execute("insert into notes values (3)")),
      );
      await db.run(() => db.execute("insert into notes values (4)"));
      await Promise.all(
        [5, 6, 7].map((id) =>
          db.execute("insert into notes values ($1)", [id]),
        ),
      );
      afterCommit(() => db.execute("insert into notes values (8)"));
    });
    const outside = [
      db.transaction(() => db.one("select 1 as n")),
      db.one("select 2 as n"),
      db.reserve(() => db.one("select 3 as n")),
    ];
    expect(await Promise.all(outside)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(await db.one("select count(*)::int as n from notes")).toEqual({
      n: 8,
    });
    await db.close();
    await made.drop();
  });
});

/** Code that was written inside and is called from elsewhere, as an event listener would be. */
function bindToContext<T>(run: () => T): () => T {
  return AsyncResource.bind(run);
}
