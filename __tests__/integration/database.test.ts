import { inspect } from "node:util";
import { connect, currentDatabase } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import type { QueryEvent } from "../../lib/database/database-event";
import { sql } from "../../lib/database/sql";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";

describeEachEngine("A database", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await db.script(
      "create table fruits (id int primary key, name text not null); insert into fruits values (1, 'fig'), (2, 'date')",
    );
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  it("gives rows decoded by the types of their columns", async () => {
    const [row] = await db.query(
      "select 1 as a, 2::bigint as b, 'x' as c, null as d, true as e, '{1,2}'::int[] as f",
    );
    expect(row).toEqual({ a: 1, b: 2, c: "x", d: null, e: true, f: [1, 2] });
  });

  it("sends every kind of value", async () => {
    const text =
      "select $1::int as i, $2::text as t, $3::jsonb as j, $4::timestamptz as z, $5::bytea as b, $6::bool as o, $7::int8[] as l, $8::date as d, $9::numeric as n, $10::uuid as u, $11::json as s";
    const values = [
      1,
      "a'b\\c",
      { a: [1] },
      new Date(0),
      new Uint8Array([0, 255]),
      false,
      [1, null],
      "2020-02-29",
      "1.50",
      null,
      '"x"',
    ];
    const expected = {
      i: 1,
      t: "a'b\\c",
      j: { a: [1] },
      z: new Date(0),
      b: Buffer.from([0, 255]),
      o: false,
      l: [1, null],
      d: "2020-02-29",
      n: "1.50",
      u: null,
      s: "x",
    };
    // The second run finds the statement prepared, with the types of its parameters known.
    expect(await db.one(text, values)).toEqual(expected);
    expect(await db.one(text, values)).toEqual(expected);
  });

  it("gives a column that is called __proto__ as an own property", async () => {
    const row = await db.one(`select 1 as "__proto__"`);
    expect(Object.entries(row)).toEqual([["__proto__", 1]]);
  });

  it("counts the rows that a statement changed", async () => {
    expect(await db.execute("update fruits set name = name")).toBe(2);
    expect(await db.execute("delete from fruits where id = $1", [99])).toBe(0);
    expect(await db.execute("create table if not exists empty ()")).toBe(0);
  });

  it("gives one row, or says how many there were", async () => {
    expect(await db.one("select name from fruits where id = 1")).toEqual({
      name: "fig",
    });
    expect(
      await db.maybeOne("select name from fruits where id = 9"),
    ).toBeNull();
    await expect(
      db.one("select name from fruits where id = 9"),
    ).rejects.toMatchObject({
      name: "UnexpectedRowCountError",
      message: "The statement gave 0 rows where exactly one was expected.",
    });
    await expect(db.maybeOne("select name from fruits")).rejects.toMatchObject({
      message: "The statement gave 2 rows where one or none was expected.",
    });
  });

  it("runs statements that are sent at once in the order they were sent", async () => {
    await db.reserve(async (session) => {
      await session.send({
        text: "create temp table seen (n int, at int generated always as identity)",
        parameters: [],
      });
      await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          session.send({
            text: "insert into seen (n) values ($1)",
            parameters: [String(n)],
          }),
        ),
      );
      const { rows } = await session.send({
        text: "select n from seen order by at",
        parameters: [],
      });
      expect(rows.map(([n]) => Number(n))).toEqual(
        Array.from({ length: 50 }, (_, n) => n),
      );
      await session.send({ text: "drop table seen", parameters: [] });
    });
  });

  it("names the class of a violation and where it happened, without the values", async () => {
    const failed = db.query("insert into fruits values ($1, $2)", [
      1,
      "secret pear",
    ]);
    await expect(failed).rejects.toMatchObject({
      name: "UniqueViolationError",
      code: "UNIQUE_VIOLATION",
      sqlState: "23505",
      table: "fruits",
      constraint: "fruits_pkey",
      columns: ["id"],
      suggestedStatus: 409,
      sql: "insert into fruits values ($1, $2)",
      message: 'duplicate key value violates unique constraint "fruits_pkey"',
    });
    const error = await failed.catch((caught: unknown) => caught);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
      "secret pear",
    );
  });

  it("takes values out of the server's messages about them", async () => {
    const failed = db.query("select $1::int", ["secret"]);
    await expect(failed).rejects.toThrow(
      'invalid input syntax for type integer: "…"',
    );
    const error = await failed.catch((caught: unknown) => caught);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
      "secret",
    );
    await expect(db.query("select $1::int", ["99999999999"])).rejects.toThrow(
      'value "…" is out of range for type integer',
    );
  });

  it("says where in the text a mistake is", async () => {
    await expect(db.query("select 1 from")).rejects.toMatchObject({
      name: "DatabaseError",
      sqlState: "42601",
      position: 14,
    });
    await expect(db.query("select * from nowhere")).rejects.toMatchObject({
      hint: "Apply the pending migrations: npx arx migrate",
    });
  });

  it("refuses what cannot be sent before it is sent", async () => {
    await expect(db.query("select 1 \0")).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message: "SQL text cannot hold a NUL character.",
    });
    await expect(db.query("select $1", [undefined])).rejects.toMatchObject({
      name: "TypeMismatchError",
    });
    await expect(db.query("  BEGIN")).rejects.toMatchObject({
      name: "InvalidArgumentError",
      hint: "Use db.transaction(async () => { … }).",
    });
    await expect(
      db.query("/* by hand /* really */ */ -- now\n begin"),
    ).rejects.toMatchObject({ name: "InvalidArgumentError" });
    expect(await db.one("select 1 as n")).toEqual({ n: 1 });
  });

  it("refuses more parameters than the protocol can count, and goes on", async () => {
    const count = (n: number): Promise<object> =>
      db.one(
        `select 1 in (${Array.from({ length: n }, (_, i) => `$${String(i + 1)}::int`).join()}) as found`,
        Array.from({ length: n }, () => 1),
      );
    await expect(count(65_536)).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message: "A statement takes at most 65535 parameters, not 65536.",
    });
    expect(await count(65_535)).toEqual({ found: true });
  }, 60_000);

  it("does not blame the connection when a parameter is missing", async () => {
    await expect(db.query("select $1::int")).rejects.toMatchObject({
      name: "DatabaseError",
      sqlState: "08P01",
    });
  });

  it("refuses COPY from or to the program, and serves those who wait beside it", async () => {
    const refused = {
      name: "InvalidArgumentError",
      message: "COPY from or to the program cannot run as a query.",
    };
    const copies = [
      "copy fruits from stdin",
      "-- all\nCOPY (select 1) TO STDOUT",
      "copy fruits (id)\nfrom\tstdin with (format csv)",
    ];
    const lone = await connect({ database: made.url, pool: { max: 1 } });
    for (const text of copies) {
      const answers = await Promise.allSettled([
        lone.query(text),
        lone.one("select 1 as n"),
        lone.script(text),
        lone.one("select 2 as n"),
      ]);
      expect(answers).toMatchObject([
        { reason: refused },
        { value: { n: 1 } },
        { reason: refused },
        { value: { n: 2 } },
      ]);
    }
    await lone.close();
  });

  it("undoes what a failed script has done", async () => {
    await expect(
      db.script("insert into fruits values (3, 'kiwi'); select 1/0"),
    ).rejects.toMatchObject({ sqlState: "22012" });
    await expect(
      db.script(
        "begin; insert into fruits values (3, 'kiwi'); select 1/0; commit",
      ),
    ).rejects.toMatchObject({ sqlState: "22012" });
    expect(
      await db.one("select count(*)::int as n from fruits where id = 3"),
    ).toEqual({ n: 0 });
  });

  it("does not leave a transaction open that a script began", async () => {
    await db.script("begin; insert into fruits values (3, 'kiwi')");
    expect(await db.query("select id from fruits where id = 3")).toEqual([]);
  });

  it("is the database of every model until it is closed", async () => {
    expect(currentDatabase("City")).toBe(db);
    const other = await connect({ database: "pglite:memory", name: "other" });
    expect(currentDatabase("City")).toBe(db);
    expect(await other.run(() => currentDatabase("City"))).toBe(other);
    expect(await other.run(() => db.run(() => currentDatabase("City")))).toBe(
      db,
    );
    await other.close();
  });

  it("shows its address when printed, and nothing else", () => {
    expect(inspect(db)).toBe(`Database default (${db.label})`);
    expect(db.label).not.toContain("postgres:postgres");
  });

  it("reads the settings that its codecs need, whatever the role has", async () => {
    expect(
      await db.one(
        "select current_setting('DateStyle') as d, current_setting('IntervalStyle') as i, current_setting('bytea_output') as b",
      ),
    ).toEqual({ d: "ISO, MDY", i: "postgres", b: "hex" });
    expect(await db.one("select 0.1::float8 + 0.2::float8 as f")).toEqual({
      f: 0.1 + 0.2,
    });
  });
});

describeEachEngine("The log of a database", (engine) => {
  let made: TestDatabase;
  const logged: QueryEvent[] = [];
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({
      database: made.url,
      name: "logged",
      slowQueryMs: 1e6,
      log: (event) => event.kind === "query" && logged.push(event),
    });
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  beforeEach(() => {
    logged.length = 0;
  });

  it("tells of each statement, without the values of its parameters", async () => {
    await db.query("select $1::text as secret, $2::int as n", [
      "hunter2",
      null,
    ]);
    expect(logged).toEqual([
      {
        kind: "query",
        database: "logged",
        text: "select $1::text as secret, $2::int as n",
        parameters: ["[REDACTED]", "[REDACTED]"],
        isControl: false,
        durationMs: expect.any(Number) as number,
        isSlow: false,
        rows: 1,
        error: undefined,
      },
    ]);
  });

  it("tells of statements that fail, and of transactions", async () => {
    const failed = db.transaction(async () => {
      await db.query("select 1/0");
    });
    await expect(failed).rejects.toMatchObject({ sqlState: "22012" });
    expect(
      logged.map(({ text, isControl, error }) => [
        text,
        isControl,
        error?.code,
      ]),
    ).toEqual([
      ["begin", true, undefined],
      ["select 1/0", false, "DATABASE"],
      ["rollback", true, undefined],
    ]);
  });

  it("shows parameters to whoever asks for them, until they stop", async () => {
    const seen: QueryEvent[] = [];
    const stop = db.on("query", (event) => seen.push(event), {
      parameters: true,
    });
    await db.query("select $1::int", [7]);
    stop();
    await db.query("select $1::int", [8]);
    expect(seen.map(({ parameters }) => parameters)).toEqual([["7"]]);
  });

  it("tells of slow statements only where asked", async () => {
    const seen: QueryEvent[] = [];
    const stop = db.on("slowQuery", (event) => seen.push(event));
    await db.query("select 1");
    stop();
    expect(seen).toEqual([]);
    const impatient = await connect({
      database: made.url,
      name: "impatient",
      slowQueryMs: 0,
    });
    impatient.on("slowQuery", (event) => seen.push(event));
    await impatient.query("select 2");
    await impatient.close();
    expect(seen.map(({ text, isSlow }) => [text, isSlow])).toEqual([
      ["select 2", true],
    ]);
  });
});

describeEachEngine("The sql tag", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await db.script(
      "create table notes (id int generated always as identity, body text)",
    );
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  it("runs when awaited, with its values as parameters", async () => {
    const rows = await sql<{
      n: number;
      t: string;
    }>`select ${1}::int as n, ${"a'b"}::text as t`;
    expect(rows).toEqual([{ n: 1, t: "a'b" }]);
  });

  it("takes other fragments as parts", async () => {
    const part = sql`${2}::int + ${3}::int`;
    expect(await sql`select ${part} as n`).toEqual([{ n: 5 }]);
  });

  it("runs once, however often it is awaited, and never when it is not", async () => {
    const insert = sql`insert into notes (body) values ('x') returning id`;
    void sql`insert into notes (body) values ('never')`;
    const [first, second] = await Promise.all([insert, insert]);
    expect(await insert).toEqual(first);
    expect(second).toEqual(first);
    expect(await sql`select body from notes`).toEqual([{ body: "x" }]);
  });

  it("joins the transaction around it", async () => {
    const undone = db.transaction(async () => {
      await sql`insert into notes (body) values ('undone')`;
      throw new RangeError("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(await sql`select 1 from notes where body = 'undone'`).toEqual([]);
  });

  it("says that nothing is connected", async () => {
    await db.close();
    await expect(sql`select 1`.then()).rejects.toMatchObject({
      name: "NotConnectedError",
      message: "sql is used, but no database is connected.",
    });
    db = await connect({ database: made.url });
  });
});
