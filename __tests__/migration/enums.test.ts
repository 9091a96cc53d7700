import { Column, ManagedObject, PrimaryKey, Table, connect } from "arx";
import type { Database } from "../../lib/database/database";
import { CheckViolationError } from "../../lib/errors/database-error";
import type { ModelClass } from "../../lib/metadata/definition";
import { ModelRegistry } from "../../lib/metadata/registry";
import {
  findDrift,
  generate,
  migrate,
  migrateDown,
} from "../../lib/migration/index";
import type {
  CompareOptions,
  GeneratedMigration,
} from "../../lib/migration/index";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import {
  loadMigrationText,
  MigrationsDirectory,
} from "../support/migrations-directory";

// Each PGlite takes a second or more to start.
jest.setTimeout(120_000);

enum Level {
  Low = 1,
  High = 10,
}

/** The same table, with the enum as it is said. */
function task(
  options: { readonly values: readonly string[]; readonly initial: string },
  native: boolean,
): readonly ModelClass[] {
  @Table("tasks")
  class Task extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column({ enum: options.values, native, default: options.initial })
    declare status: string;
    @Column({ enum: options.values, native, array: true, default: [] })
    declare past: string[];
    @Column({ enum: Level, native, default: Level.Low })
    declare level: Level;
    @Column({ enum: Level, store: "number", default: Level.High })
    declare points: Level;
  }
  return [Task];
}

const stages: readonly (readonly ModelClass[])[] = [
  ...[false, true].flatMap((native) => [
    task({ values: ["open", "done"], initial: "open" }, native),
    // One is added in the middle.
    task({ values: ["open", "held", "done"], initial: "open" }, native),
    // Another one is the default at once.
    task({ values: ["new", "open", "held", "done"], initial: "new" }, native),
    // Some go, and the others change places.
    task({ values: ["held", "open"], initial: "open" }, native),
  ]),
];

let files: MigrationsDirectory;
const generated: GeneratedMigration[] = [];

beforeAll(async () => {
  files = await MigrationsDirectory.create();
  for (const models of stages) {
    const found = await generate(optionsFor(models));
    if (found === undefined) throw new Error("Nothing was generated.");
    generated.push(found);
  }
});

afterAll(async () => {
  await files.delete();
});

function optionsFor(models: readonly ModelClass[]): CompareOptions {
  return {
    models: new ModelRegistry(models).definitions(),
    directory: files.path,
    load: loadMigrationText,
  };
}

test("A migration that adds a value writes no table anew", () => {
  expect(generated.map(({ text }) => /rewrites table/i.test(text))).toEqual([
    false,
    false,
    false,
    false,
    // From text to the type, and from one type to another where it must be.
    true,
    false,
    true,
    true,
  ]);
  expect(generated[5]?.sql).toContain(
    `alter type "public"."tasks_status" add value 'held' after 'open'`,
  );
});

test("Models with enums and their migrations agree", async () => {
  expect(await findDrift(optionsFor(stages[7] ?? []))).toEqual([]);
});

describeEachEngine("An enum in migrations", (engine) => {
  let database: TestDatabase;
  let session: Database;

  beforeAll(async () => {
    database = await engine.create();
    session = await connect({ database: database.url });
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  async function rows(text: string): Promise<unknown> {
    const { rows: found } = await session.send({ text, parameters: [] });
    return [...found].map((row) => [...row]);
  }

  async function upTo(stage: number): Promise<void> {
    const to = generated[stage]?.id;
    await migrate(session, {
      directory: files.path,
      load: loadMigrationText,
      to,
    });
  }

  test.each([
    ["a check", 0, "23514"],
    ["a type of its own", 4, "22P02"],
  ])("keeps out other values by %s", async (_, stage, sqlState) => {
    if (stage > 0) await session.execute("delete from tasks");
    await upTo(stage);
    await session.execute("insert into tasks (status) values ('open')");
    for (const statement of [
      "insert into tasks (status) values ('lost')",
      "insert into tasks (past) values ('{open,lost}')",
    ])
      await expect(session.execute(statement)).rejects.toMatchObject({
        sqlState,
      });
    await expect(
      session.execute("insert into tasks (points) values (2)"),
    ).rejects.toThrow(CheckViolationError);
    expect(await rows("select past, level, points from tasks")).toEqual([
      ["{}", "Low", "10"],
    ]);

    await upTo(stage + 1);
    await session.execute(
      "insert into tasks (status, past) values ('held', '{held}')",
    );
    await upTo(stage + 2);
    await session.execute("insert into tasks default values");
    expect(await rows("select status from tasks order by id")).toEqual([
      ["open"],
      ["held"],
      ["new"],
    ]);

    // A value goes only when no row has it.
    await expect(upTo(stage + 3)).rejects.toThrow(/failed at/);
    await session.execute(
      "update tasks set status = 'open' where status = 'new'",
    );
    await upTo(stage + 3);
    expect(await rows("select status, past from tasks order by id")).toEqual([
      ["open", "{}"],
      ["held", "{held}"],
      ["open", "{}"],
    ]);
  });

  test("goes all the way back, and leaves no type", async () => {
    await session.execute("delete from tasks");
    const options = { directory: files.path, load: loadMigrationText };
    await migrateDown(session, { ...options, step: stages.length });
    expect(
      await rows("select typname from pg_type where typtype = 'e'"),
    ).toEqual([]);
  });
});
