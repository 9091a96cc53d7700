import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { sql } from "../../lib/database/sql";
import { countQueries } from "../../lib/testing";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";

describeEachEngine("countQueries", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  it("gives the statements with their parameters, and the result, without begin, commit and savepoints", async () => {
    const counted = await countQueries(() =>
      db.transaction(async () => {
        await db.query("select $1::int as n", [1]);
        await db.transaction(() => sql`select ${2}::int as n`);
        return "done";
      }),
    );
    expect(counted).toEqual({
      count: 2,
      statements: [
        { text: "select $1::int as n", parameters: ["1"] },
        { text: "select $1::int as n", parameters: ["2"] },
      ],
      result: "done",
    });
  });

  it("counts nothing where nothing is sent, and what fails", async () => {
    expect(await countQueries(() => 1)).toEqual({
      count: 0,
      statements: [],
      result: 1,
    });
    const { statements } = await countQueries(() =>
      db.query("select 1/0").catch(() => undefined),
    );
    expect(statements).toEqual([{ text: "select 1/0", parameters: [] }]);
  });

  it("counts what is sent from inside only, and on every database", async () => {
    const other = await connect({ database: "pglite:memory", name: "other" });
    const [counted] = await Promise.all([
      countQueries(async () => {
        await db.query("select 1 as inside");
        await other.run(() => sql`select 2 as inside`);
      }),
      db.query("select 3 as outside"),
    ]);
    expect(counted.statements.map(({ text }) => text)).toEqual([
      "select 1 as inside",
      "select 2 as inside",
    ]);
    const within = await other.run(() =>
      countQueries(() => sql`select 4 as n`),
    );
    expect(within).toMatchObject({ count: 1, result: [{ n: 4 }] });
    await other.close();
  });
});
