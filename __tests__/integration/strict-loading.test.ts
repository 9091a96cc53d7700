import { connect, StrictLoadingError } from "arx";
import type { Database, DatabaseEvent, DatabaseOptions } from "arx";
import { countQueries } from "arx/testing";
import { createTables } from "../support/create-schema";
import { describeEachEngine } from "../support/engines";
import type { Engine, TestDatabase } from "../support/engines";
import {
  fillStrictModels,
  Post,
  strictModels,
  Team,
} from "../support/strict-models";

describeEachEngine("strict loading of a database", (engine) => {
  const opened: { database: Database; made: TestDatabase }[] = [];

  afterEach(async () => {
    for (const { database, made } of opened.splice(0)) {
      await database.close();
      await made.drop();
    }
  });

  const open = (options: Omit<DatabaseOptions, "database">) =>
    openFilled(engine, options, opened);

  test("refuses where nothing nearer says otherwise", async () => {
    await open({ strictLoading: true });
    const team = await Team.find(1);
    await expect(team.firm).rejects.toThrow(
      new StrictLoadingError("Team.firm", "firm", "database"),
    );
    const post = await Post.find(1);
    expect((await post.author).name).toBe("red 1");
    const lifted = await Team.strictLoading(false).find(1);
    expect((await lifted.firm).name).toBe("Acme");
  });

  test("of a record that is alone allows it", async () => {
    await open({ strictLoading: "nPlusOneOnly" });
    const team = await Team.find(1);
    expect((await team.firm).name).toBe("Acme");
    const [one] = await Team.all();
    await expect(one?.firm).rejects.toThrow(StrictLoadingError);
  });

  test("is told of instead, once for each statement, whoever asks for it", async () => {
    const logged: DatabaseEvent[] = [];
    const database = await open({
      name: "logged",
      strictLoading: { violation: "log" },
      log: (event) => {
        if (event.kind === "strictLoading") logged.push(event);
      },
    });
    const seen: string[] = [];
    const stop = database.on("strictLoading", ({ relation, source }) =>
      seen.push(`${relation} ${source}`),
    );
    const { count } = await countQueries(async () => {
      const teams = await Team.all();
      await Promise.all(teams.map(async ({ members }) => members));
      const post = await Post.find(1);
      await post.author;
      await post.topic;
    });
    stop();
    await (
      await Team.find(1)
    ).firm;
    expect(count).toBe(5);
    expect(seen).toEqual(["Team.members database", "Post.topic model"]);
    expect(logged).toEqual([
      {
        kind: "strictLoading",
        database: "logged",
        relation: "Team.members",
        source: "database",
      },
      {
        kind: "strictLoading",
        database: "logged",
        relation: "Post.topic",
        source: "model",
      },
      {
        kind: "strictLoading",
        database: "logged",
        relation: "Team.firm",
        source: "database",
      },
    ]);
  });

  test("may be told of where the database itself is not strict", async () => {
    const seen: string[] = [];
    const database = await open({
      strictLoading: { mode: false, violation: "log" },
    });
    database.on("strictLoading", ({ relation }) => seen.push(relation));
    await (
      await Team.find(1)
    ).firm;
    await (
      await Team.strictLoading().find(1)
    ).members;
    expect(seen).toEqual(["Team.members"]);
  });
});

/** A new database with the models and their rows; the one that models use meanwhile. */
async function openFilled(
  engine: Engine,
  options: Omit<DatabaseOptions, "database">,
  opened: { database: Database; made: TestDatabase }[],
): Promise<Database> {
  const made = await engine.create();
  const database = await connect({ ...options, database: made.url });
  opened.push({ database, made });
  await createTables(database, strictModels);
  await fillStrictModels();
  return database;
}
