import {
  Column,
  connect,
  ManagedObject,
  PrimaryKey,
  registry,
  Table,
  transaction,
} from "arx";
import type { Database, PoolOptions } from "arx";
import { migrate } from "arx/migration";
import { runSeeds } from "arx/seed";
import { createTables } from "../support/create-schema";
import type { TestDatabase } from "../support/engines";
import { findPgBouncer, startPgBouncer } from "../support/pgbouncer";
import type { PgBouncer } from "../support/pgbouncer";
import { describeEachServer, openOnlooker } from "../support/servers";
import type { Onlooker } from "../support/servers";

const program = findPgBouncer();
const isMissing = "missing" in program;
if (isMissing && !program.isFailure)
  process.stderr.write(
    `Tests through PgBouncer are skipped: ${program.missing}.\n`,
  );

@Table("counters")
class Counter extends ManagedObject {
  @PrimaryKey({ type: "integer", default: "none" }) declare id: number;
  @Column({ type: "integer" }) declare count: number;
}

(isMissing && !program.isFailure ? describe.skip : describe)(
  "Through PgBouncer in transaction mode",
  () => {
    describeEachServer("a database", (engine) => {
      let made: TestDatabase;
      let bouncer: PgBouncer;
      let direct: Onlooker;
      let db: Database;

      const open = (
        pool: PoolOptions = { prepare: false },
      ): Promise<Database> =>
        connect({
          database: bouncer.through(made.url),
          pool: { min: 0, ...pool },
        });

      beforeAll(async () => {
        made = await engine.create();
        bouncer = await startPgBouncer(program, new URL(made.url), 3);
        direct = openOnlooker(made.url);
        db = await open({ prepare: false, max: 20 });
        await createTables(db, [Counter]);
      });

      afterAll(async () => {
        await db.close();
        await bouncer.close();
        await direct.close();
        await made.drop();
      });

      beforeEach(async () => {
        await db.execute("delete from counters");
      });

      it("gives values as it does directly", async () => {
        const text =
          "select $1::int as i, $2::jsonb as j, '2020-02-03 04:05:06Z'::timestamptz as z, '1 day 2:03'::interval as v, '\\xff00'::bytea as b, 1::float8 / 3 as f, $3::int[] as l";
        const ask = (): Promise<unknown> =>
          db.one(text, [1, { a: 1 }, [1, null]]);
        const expected = {
          i: 1,
          j: { a: 1 },
          z: new Date("2020-02-03T04:05:06Z"),
          v: "1 day 02:03:00",
          b: Buffer.from([255, 0]),
          f: 1 / 3,
          l: [1, null],
        };
        expect(await Promise.all(Array.from({ length: 40 }, ask))).toEqual(
          Array(40).fill(expected),
        );
      });

      it("has models, transactions and savepoints", async () => {
        await transaction(async () => {
          await Counter.create({ id: 1, count: 1 });
          await expect(
            transaction(async () => {
              await Counter.create({ id: 2, count: 2 });
              await Counter.create({ id: 1, count: 3 });
            }),
          ).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
          await transaction(() => Counter.create({ id: 3, count: 3 }));
        });
        expect(await Counter.where({}).orderBy({ id: "asc" }).ids()).toEqual([
          1, 3,
        ]);
      });

      it("serves fifty workers over three sessions, and keeps their transactions apart", async () => {
        await Counter.create({ id: 1, count: 0 });
        const work = async (): Promise<void> => {
          for (let n = 0; n < 4; n++) {
            await transaction(async () => {
              const { count } = await db.one<{ count: number }>(
                "select count from counters where id = 1 for update",
              );
              await db.execute("update counters set count = $1 where id = 1", [
                count + 1,
              ]);
            });
            await db.one("select $1::int", [n]);
          }
        };
        await Promise.all(Array.from({ length: 50 }, work));
        expect((await Counter.find(1)).count).toBe(200);
        const others =
          "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        expect(await direct.row(others)).toEqual({ n: 3 });
      });

      it("cancels a statement that takes longer than its timeout, and no other", async () => {
        const neighbours = Array.from({ length: 10 }, (_, n) =>
          db.one("select $1::int as n from pg_sleep(0.05)", [n]),
        );
        await expect(
          db.query("select pg_sleep(30)", [], { timeoutMs: 500 }),
        ).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
        expect(
          await direct.row(
            "select count(*)::int as n from pg_stat_activity where query = 'select pg_sleep(30)' and state = 'active' and datname = current_database()",
          ),
        ).toEqual({ n: 0 });
        expect(await Promise.all(neighbours)).toEqual(
          Array.from({ length: 10 }, (_, n) => ({ n })),
        );
      });

      it("prepares nothing and changes no setting of the sessions that others use too", async () => {
        for (let n = 0; n < 20; n++) await db.one("select $1::int as n", [n]);
        const asked = await Promise.all(
          Array.from({ length: 9 }, () =>
            db.one(
              "select (select count(*)::int from pg_prepared_statements) as prepared, (select array_agg(name::text) from pg_settings where source = 'session' and name <> 'application_name') as changed, pg_sleep(0.01)::text as slept",
            ),
          ),
        );
        for (const answer of asked)
          expect(answer).toMatchObject({ prepared: 0, changed: null });
      });

      it("cancels at the server what runs too long", async () => {
        await expect(
          db.query("select pg_sleep(60)", [], { timeoutMs: 200 }),
        ).rejects.toMatchObject({ code: "QUERY_TIMEOUT", neverRan: false });
        expect(
          await direct.row(
            "select count(*)::int as n from pg_stat_activity where state = 'active' and query like 'select pg_sleep(60)%'",
          ),
        ).toEqual({ n: 0 });
        expect(await db.one("select 1 as n")).toEqual({ n: 1 });
      });

      it("says what to set when a statement was prepared in another session", async () => {
        const preparing = await open({ prepare: true, max: 1 });
        const ask = (): Promise<unknown> =>
          preparing.one("select $1::int as n", [1]);
        await ask();
        // As when the pooler gives the program another of its sessions.
        await direct.endSessions({ wait: true });
        expect(await ask()).toEqual({ n: 1 });
        await direct.endSessions({ wait: true });
        await expect(preparing.transaction(ask)).rejects.toMatchObject({
          sqlState: "26000",
          hint: "Behind a pooler in transaction mode, connect with pool: { prepare: false }.",
        });
        await preparing.close();
      });

      it("refuses migrations and seeds, whose lock would be anyone's", async () => {
        registry.seed(Counter, { id: 1, count: 1 });
        const refusal = {
          name: "ConfigError",
          message: `Migrations and seeds need a session of their own, but ${db.label} is a pooler.`,
          hint: "Give them the address of the server itself: npx arx migrate --database postgres://…",
        };
        await expect(
          migrate(db, { directory: "/nowhere" }),
        ).rejects.toMatchObject(refusal);
        await expect(runSeeds(db)).rejects.toMatchObject(refusal);
        expect(await Counter.count()).toBe(0);
      });

      it("refuses a database whose values it could not read, and tells how to correct it", async () => {
        const name = new URL(made.url).pathname.slice(1);
        await direct.row(
          `alter database ${name} set intervalstyle = 'iso_8601'`,
        );
        await direct.row(`alter database ${name} set datestyle = 'ISO, DMY'`);
        const second = await startPgBouncer(program, new URL(made.url), 1);
        const opening = connect({
          database: second.through(made.url),
          name: "second",
          pool: { min: 0, prepare: false },
        });
        await expect(opening).rejects.toMatchObject({
          code: "CONNECTION",
          message: expect.stringContaining(
            "The sessions of this pooler write values in a form that arx does not read.",
          ) as string,
          hint: "Correct the database for the user who connects: alter role … set IntervalStyle = 'postgres'. Then let the pooler reconnect.",
        });
        await direct.row(`alter database ${name} reset intervalstyle`);
        await second.close();
        const third = await startPgBouncer(program, new URL(made.url), 1);
        const other = await connect({
          database: third.through(made.url),
          name: "third",
          pool: { min: 0, prepare: false },
        });
        expect(await other.one("select '2020-02-03'::date as d")).toEqual({
          d: "2020-02-03",
        });
        await other.close();
        await third.close();
      });
    });
  },
);
